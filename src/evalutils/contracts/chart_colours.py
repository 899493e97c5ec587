"""The colours in which notebooks draw."""

# The blues and vermilion of Okabe and Ito (2008), Color Universal Design; the blues darker, so that
# each has a contrast of 3:1 with white (WCAG 2.1, 1.4.11) and they still differ in grey.
DARK, LIGHT, ACCENT, GREY = "#005a8c", "#3a96cc", "#d55e00", "#7f7f7f"
