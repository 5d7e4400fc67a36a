require "faye/websocket"

line = Faye::WebSocket::Client.new(address)
line.on(:close) do |event|
  again if event.code == "1001"
end
