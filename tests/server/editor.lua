-- Run by neovim without a screen: opens train.py, waits for the diagnostics, applies a fix, waits again, tells.
local binary, folder = vim.env.TRACKLINT_BINARY, vim.env.TRACKLINT_FOLDER
local function finish(result)
  io.stdout:write(vim.json.encode(result) .. "\n")
  vim.cmd("qa!")
end
vim.cmd("edit " .. folder .. "/train.py")
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "tracklint", cmd = { binary, "server", "--isolated" }, root_dir = folder })
vim.lsp.buf_attach_client(buffer, client)

local function codes()
  local list = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code))
  end
  return list
end
local function has(code) return vim.tbl_contains(codes(), code) end

if not vim.wait(10000, function() return has("MLF201") end, 20) then
  return finish({ problem = "no diagnostics", codes = codes() })
end
local before = codes()
local line
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  if vim.inspect(one):find("MLF201") then line = one.lnum end
end
local params = {
  textDocument = { uri = vim.uri_from_bufnr(buffer) },
  range = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 80 } },
  context = { diagnostics = {} },
}
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 10000)
local applied
for _, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do
    if not applied and action.title:find("log `alpha`", 1, true) then
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
      applied = action.title
    end
  end
end
local gone = vim.wait(10000, function() return not has("MLF201") end, 20)
finish({ before = before, applied = applied, gone = gone, text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false) })
