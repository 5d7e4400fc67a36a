if vim.g.loaded_wsclose then
  return
end
vim.g.loaded_wsclose = true

vim.api.nvim_create_user_command("WscloseCompare", function(command)
  if #command.fargs ~= 2 then
    vim.notify("Two codes are compared: :WscloseCompare 1000 1001", vim.log.levels.ERROR)
    return
  end
  require("wsclose").compare(command.fargs[1], command.fargs[2])
end, { nargs = "+", desc = "Put two WebSocket close codes side by side" })

vim.api.nvim_create_user_command("WscloseExplain", function(command)
  require("wsclose").explain(command.args)
end, { nargs = "*", desc = "Explain a WebSocket close code, a constant, a platform or a rule" })

-- What the server's links and actions name; this client opens it itself.
vim.lsp.commands["wsclose.compare"] = function(command)
  require("wsclose").compare(command.arguments[1], command.arguments[2])
end
vim.lsp.commands["wsclose.explain"] = function(command)
  require("wsclose").explain(tostring(command.arguments[1]))
end
