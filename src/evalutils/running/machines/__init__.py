"""Where jobs are done: by processes of this machine, or through any executor on others."""
