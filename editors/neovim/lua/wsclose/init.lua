--- Comparisons and explanations, in a window of their own. They come from the same program as the server.

local M = {}

--- The command line that the server is started with, up to the word `server`.
---@return string[]
function M.program()
  local config = vim.lsp.config.wsclose
  local cmd = config and config.cmd
  if type(cmd) ~= "table" then
    return { "wsclose" }
  end
  local program = {}
  for _, word in ipairs(cmd) do
    if word == "server" then
      break
    end
    program[#program + 1] = word
  end
  return program
end

---@return string[]
local function locale_option()
  local config = vim.lsp.config.wsclose
  local locale = vim.tbl_get(config or {}, "init_options", "locale")
  return type(locale) == "string" and locale ~= "" and { "--locale", locale } or {}
end

--- The project's folder, whose `wsclose.toml` may name codes of its own.
---@return string?
local function project()
  local client = vim.lsp.get_clients({ name = "wsclose", bufnr = 0 })[1]
  return client and client.root_dir or nil
end

---@param title string
---@param filetype string
---@param text string
local function show(title, filetype, text)
  local name = "wsclose://" .. title
  local buffer = vim.fn.bufnr("^" .. name .. "$")
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, name)
    vim.bo[buffer].bufhidden = "wipe"
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(text), "\n"))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype
  local window = vim.fn.bufwinid(buffer)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.split()
    vim.api.nvim_win_set_buf(0, buffer)
  end
  vim.wo[0][0].conceallevel = 2
  vim.wo[0][0].wrap = filetype == "markdown"
  vim.wo[0][0].linebreak = true
  vim.wo[0][0].number = false
  vim.wo[0][0].relativenumber = false
  vim.wo[0][0].spell = false
  vim.wo[0][0].list = false
  vim.keymap.set("n", "q", "<cmd>close<cr>", { buffer = buffer, desc = "Close this window" })
end

---@param arguments string[]
---@param title string
---@param filetype string
local function run(arguments, title, filetype)
  local command = vim.list_extend(M.program(), arguments)
  vim.list_extend(command, locale_option())
  local options = {
    text = true,
    cwd = project(),
    env = { COLUMNS = tostring(math.max(60, vim.api.nvim_win_get_width(0) - 1)), NO_COLOR = "1", PYTHONUTF8 = "1" },
  }
  local finished = vim.schedule_wrap(function(result)
    if result.code == 0 then
      show(title, filetype, result.stdout)
    else
      local why = vim.trim(result.stderr)
      vim.notify(why ~= "" and why or "wsclose ended with status " .. result.code, vim.log.levels.ERROR)
    end
  end)
  local started, problem = pcall(vim.system, command, options, finished)
  if not started then
    vim.notify("wsclose could not be started: " .. tostring(problem), vim.log.levels.ERROR)
  end
end

--- Put two close codes side by side.
---@param left string|integer a number, or a name such as CloseGoingAway
---@param right string|integer
function M.compare(left, right)
  run({ "compare", tostring(left), tostring(right) }, ("compare/%s-%s"):format(left, right), "text")
end

--- Explain a close code, a library's constant, a platform's code (`discord 4014`), a platform or a rule.
---@param subject? string what stands under the cursor when it is not given
function M.explain(subject)
  if not subject or subject == "" then
    subject = vim.fn.expand("<cword>")
  end
  if subject == "" then
    vim.notify("There is nothing under the cursor to explain.", vim.log.levels.WARN)
    return
  end
  local arguments = vim.list_extend({ "explain" }, vim.split(subject, "%s+", { trimempty = true }))
  vim.list_extend(arguments, { "--format", "markdown" })
  run(arguments, "explain/" .. subject:gsub("%s+", "-"), "markdown")
end

return M
