-- What documents need of a report beyond what pandoc does: the words for a picture or formula in
-- Typst, names that stay apart when reports stand in one document, and no link that leads nowhere.

local prefix, known = "", {}
-- In characters: on a line of a table, of a part of the key of a figure, around a text in a cell.
local FIT, KEY, MARGIN = 100, 16, 2
-- Of the letters of a table whose longest words do not fit beside each other.
local SMALLEST = 0.75
-- That the columns of a table share beside their longest words.
local ROOM = 30
-- A table of so many lines goes to the next sheet whole, so that no heading in it stands alone.
local WHOLE, ONE_SHEET = 12, "#show figure: set block(breakable: false)\n"

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
  local length = utf8.len(text)
  if cell.alignment == "AlignRight" then
    word = math.max(word, math.min(length, KEY))  -- a number stays beside its unit
  end
  return length, word + MARGIN
end

-- How much lower the rows become when each column is one character wider. A row is as high as its
-- highest cell, which holds so many characters and is so many wide.
local function gains(lengths, widths)
  local gain = {}
  for _, row in ipairs(lengths) do
    local highest, first, second = nil, 0, 0
    for place, width in ipairs(widths) do
      local height = (row[place] or 0) / width
      if height > first then
        highest, first, second = place, height, first
      else
        second = math.max(second, height)
      end
    end
    if highest then
      local lower = math.max(second, row[highest] / (widths[highest] + 1))
      gain[highest] = (gain[highest] or 0) + first - lower
    end
  end
  return gain
end

-- In lines of text.
local function height_of(lengths, widths)
  local height = 0
  for _, row in ipairs(lengths) do
    local lines = 1
    for place, width in ipairs(widths) do
      lines = math.max(lines, math.ceil((row[place] or 0) / width))
    end
    height = height + lines
  end
  return height
end

-- Columns that do not fit on a line share it: each gets its longest word, and what is left goes
-- where it makes the table lowest. Word gets the widths of every table. Gives how small the letters
-- must be, so that there is room beside the longest words, and how many lines the table has.
local function set_widths(element, longest, words, lengths)
  local sum, needed, widths = 0, 0, {}
  for place, length in ipairs(longest) do
    sum, needed = sum + length, needed + words[place]
    widths[place] = words[place]
  end
  if sum < FIT and FORMAT ~= "docx" then
    return 1, #lengths
  end
  local line = math.max(FIT, needed, math.min(needed + ROOM, FIT / SMALLEST))
  for _ = 1, line - needed do
    local gain, best = gains(lengths, widths), 1
    for place in ipairs(widths) do
      best = (gain[place] or 0) > (gain[best] or 0) and place or best
    end
    widths[best] = widths[best] + 1
  end
  for place, spec in ipairs(element.colspecs) do
    spec[2] = (widths[place] or 0) / line
  end
  return math.max(SMALLEST, FIT / line), height_of(lengths, widths)
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
  local longest, words, lengths = {}, {}, {}
  local function read(rows)
    for _, row in ipairs(rows) do
      local told = {}
      for place, cell in ipairs(row.cells) do
        local length, word = cell_of(cell)
        if cell.col_span == 1 then
          longest[place] = math.max(longest[place] or 1, length)
          words[place] = math.max(words[place] or 1, word)
          told[place] = length
        end
      end
      table.insert(lengths, told)
    end
  end
  for _, spec in ipairs(element.colspecs) do
    spec[1] = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
  end
  read(element.head.rows)
  for _, body in ipairs(element.bodies) do
    read(body.body)
  end
  local smaller, height = set_widths(element, longest, words, lengths)
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
  if FORMAT ~= "typst" then
    return element
  end
  local small = "#set table(inset: 2.5pt)\n#show table: set text(size: %.2f * table-size, hyphenate: true)\n"
  local set = (smaller < 1 and small:format(smaller) or "") .. (height <= WHOLE and ONE_SHEET or "")
  return { pandoc.RawBlock("typst", "#[" .. set), element, pandoc.RawBlock("typst", "]") }
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

-- A term and what it means stand on one line, where that is one sentence or name.
local function terms(element)
  local items = {}
  for _, item in ipairs(element.content) do
    local said = #item[2] == 1 and #item[2][1] == 1 and item[2][1][1]
    if FORMAT ~= "typst" or not said or said.t ~= "Para" and said.t ~= "Plain" then
      return nil
    end
    local parts = {}
    for _, inlines in ipairs({ item[1], said.content }) do
      local text = pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), "typst")
      table.insert(parts, "[" .. text:gsub("%s+$", "") .. "]")
    end
    table.insert(items, "terms.item" .. table.concat(parts))
  end
  return pandoc.RawBlock("typst", "#terms(" .. table.concat(items, ", ") .. ")")
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
  { DefinitionList = terms },
}
