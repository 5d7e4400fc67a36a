require "faye/websocket"

def relay(env)
  guest = Faye::WebSocket.new(env)
  line = Faye::WebSocket::Client.new("wss://backend.example.org")
  line.on(:close) { |event| guest.close(event.code, event.reason) }
end
