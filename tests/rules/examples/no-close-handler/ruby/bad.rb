require "faye/websocket"

line = Faye::WebSocket::Client.new("wss://example.org/prices")
line.on(:message) { |event| show(event.data) }
