--- wsclose: explains, checks and repairs WebSocket close codes.
---
--- Settings go into `init_options` (see |wsclose-settings|):
---
--- ```lua
--- vim.lsp.config("wsclose", { init_options = { locale = "ko", ignore = { "missing-code" } } })
--- vim.lsp.enable("wsclose")
--- ```

---@type vim.lsp.Config
return {
  cmd = { "wsclose", "server" },
  filetypes = {
    "javascript",
    "javascriptreact",
    "typescript",
    "typescriptreact",
    "python",
    "go",
    "rust",
    "java",
    "kotlin",
    "cs",
    "swift",
    "dart",
    "php",
    "ruby",
    "vue",
    "html",
    "svelte",
  },
  root_markers = {
    "wsclose.toml",
    ".git",
    { "package.json", "pyproject.toml", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts" },
  },
}
