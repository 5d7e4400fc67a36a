--- `:checkhealth wsclose`

local M = {}

local INSTALL = "Install it: `pipx install wsclose`, `uv tool install wsclose`, or `pip install wsclose` in the project."

local function check_program()
  local program = require("wsclose").program()
  if vim.fn.executable(program[1]) == 0 then
    vim.health.error(("`%s` is not on the PATH."):format(program[1]), {
      INSTALL,
      'Or say where it is: vim.lsp.config("wsclose", { cmd = { "/path/to/wsclose", "server" } })',
    })
    return
  end
  local command = vim.list_extend(vim.list_extend({}, program), { "--version" })
  local result = vim.system(command, { text = true, timeout = 10000 }):wait()
  if result.code == 0 then
    vim.health.ok(("%s (%s)"):format(vim.trim(result.stdout), vim.fn.exepath(program[1])))
  else
    vim.health.error(("`%s` ended with status %d."):format(table.concat(command, " "), result.code), {
      vim.trim(result.stderr),
      INSTALL,
    })
  end
end

local function check_enabled()
  if vim.lsp.is_enabled("wsclose") then
    vim.health.ok("enabled")
  else
    vim.health.warn("not enabled", { 'Put vim.lsp.enable("wsclose") into your init.lua.' })
  end
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = "wsclose" })
  if #clients == 0 then
    vim.health.info("No buffer is attached. A file of a supported language attaches when it is opened.")
  end
  for _, client in ipairs(clients) do
    local version = vim.tbl_get(client, "server_info", "version") or "?"
    vim.health.info(
      ("server %s, root %s, %d buffer(s), positions in %s"):format(
        version,
        client.root_dir or "none",
        vim.tbl_count(client.attached_buffers),
        client.offset_encoding
      )
    )
  end
end

function M.check()
  vim.health.start("wsclose")
  if vim.fn.has("nvim-0.11") == 0 then
    vim.health.error("Neovim 0.11 or newer is needed: vim.lsp.enable() is not in this one.")
    return
  end
  check_program()
  check_enabled()
  check_clients()
end

return M
