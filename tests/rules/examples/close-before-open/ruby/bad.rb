require "faye/websocket"

def probe(address)
  line = Faye::WebSocket::Client.new(address)
  line.close(1000)
end
