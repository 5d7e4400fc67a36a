require "faye/websocket"

def relay(env)
  guest = Faye::WebSocket.new(env)
  line = Faye::WebSocket::Client.new("wss://backend.example.org")
  line.on(:close) { |event| guest.close([1005, 1006].include?(event.code) ? 4011 : event.code, event.reason) }
end
