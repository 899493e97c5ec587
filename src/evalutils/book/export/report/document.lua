-- What documents need of a report beyond what pandoc does: the words for a picture or formula in
-- Typst, names that stay apart when reports stand in one document, and no link that leads nowhere.

local prefix, known = "", {}
-- In characters: on a line of a table, of a part of the key of a figure, around a text in a cell.
local FIT, KEY, MARGIN = 100, 16, 2
-- Of the letters of a table whose longest words do not fit beside each other.
local SMALLEST = 0.75

local function quoted(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("%s+", " ") .. '"'
end

local function in_typst(text, element)
  return FORMAT == "typst" and pandoc.RawInline("typst", text) or element
end

local function named(element)
  if element.identifier ~= "" then
    known[element.identifier] = true
    element.identifier = prefix .. element.identifier
  end
  return element
end

local function unnamed(element)
  element.identifier = ""
  return element
end

-- Word has the letters of a table by the style of its paragraphs.
local function in_word(rows, style, is_head)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      local heads = is_head or cell.classes:includes("gt_group_heading")
      local function paragraph(line)
        return pandoc.Para(heads and { pandoc.Strong(line.content) } or line.content)
      end
      local text = cell.contents:walk({ Plain = paragraph, Para = paragraph })
      cell.contents = { pandoc.Div(text, { ["custom-style"] = style }) }
    end
  end
end

-- Numbers stand to the right, as in the book; great_tables says so by a class.
local function cell_of(cell)
  cell.identifier = ""
  if cell.classes:includes("gt_right") then
    cell.alignment = "AlignRight"
  end
  local text, word = pandoc.utils.stringify(cell.contents), 0
  for found in text:gmatch("[^%s%-/]+") do
    word = math.max(word, found:find("[_=]") and KEY or utf8.len(found))
  end
  return utf8.len(text), word + MARGIN
end

-- Columns that do not fit on a line share it: each gets its longest word, and of what is left by
-- the root of how much it holds. Word gets the widths of every table. Gives how small the letters
-- must be for all longest words to fit.
local function set_widths(element, longest, words)
  local sum, needed, shares = 0, 0, 0
  for place, length in ipairs(longest) do
    sum, needed = sum + length, needed + words[place]
    shares = shares + math.sqrt(length)
  end
  if sum < FIT and FORMAT ~= "docx" then
    return 1
  end
  local line = math.max(FIT, needed)
  for place, spec in ipairs(element.colspecs) do
    local rest = (line - needed) * math.sqrt(longest[place] or 0) / shares
    spec[2] = ((words[place] or 0) + rest) / line
  end
  return FIT / line
end

-- A key of a figure is one long word: it may go on after a dot, a stroke or an equals sign. And
-- Typst reads dots and strokes in a row as other signs, but not in a text between quotes.
local function text_of(element)
  local text = element.text
  if FORMAT == "typst" and utf8.len(text) > KEY then
    text = text:gsub("([._=])", "%1\u{200B}")
  end
  if text:find("%.%.%.") or text:find("%-[-?]") then
    return in_typst("#" .. quoted(text) .. ";", element)
  end
  element.text = text
  return element
end

local function table_of(element)
  local longest, words = {}, {}
  local function read(rows)
    for _, row in ipairs(rows) do
      for place, cell in ipairs(row.cells) do
        local length, word = cell_of(cell)
        if cell.col_span == 1 then
          longest[place] = math.max(longest[place] or 1, length)
          words[place] = math.max(words[place] or 1, word)
        end
      end
    end
  end
  for _, spec in ipairs(element.colspecs) do
    spec[1] = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
  end
  read(element.head.rows)
  for _, body in ipairs(element.bodies) do
    read(body.body)
  end
  local smaller = math.max(SMALLEST, set_widths(element, longest, words))
  named(element)
  if FORMAT == "docx" then
    local style = smaller == 1 and "Tabeltekst" or "Kleine tabeltekst"
    in_word(element.head.rows, style, true)
    for _, body in ipairs(element.bodies) do
      in_word(body.head, style, true)
      in_word(body.body, style)
    end
    in_word(element.foot.rows, style)
  end
  if FORMAT ~= "typst" or smaller == 1 then
    return element
  end
  local set = "#[#set table(inset: 2.5pt)\n#show table: set text(size: %.2f * table-size, hyphenate: true)"
  return {
    pandoc.RawBlock("typst", set:format(smaller)),
    element,
    pandoc.RawBlock("typst", "]"),
  }
end

local function picture(element)
  local words = pandoc.utils.stringify(element.caption)
  return in_typst("#image(" .. quoted(element.src) .. ", alt: " .. quoted(words) .. ")", element)
end

local function formula(element)
  local set = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ element }) }), "typst"):gsub("%s+$", "")
  local words = quoted(element.text)
  return in_typst("#[#set math.equation(alt: " .. words .. "); " .. set .. "]", element)
end

local function link(element)
  if element.target:sub(1, 1) ~= "#" then
    return nil
  end
  if not known[element.target:sub(2)] then
    return element.content
  end
  element.target = "#" .. prefix .. element.target:sub(2)
  return element
end

return {
  { Meta = function(meta) prefix = pandoc.utils.stringify(meta.prefix or "") end },
  { Header = named, Div = named, Figure = named, Table = table_of, Span = unnamed },
  { Image = picture, Math = formula, Link = link },
  { Str = text_of, Code = text_of },
}
