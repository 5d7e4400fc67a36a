require "faye/websocket"

def leave(address)
  line = Faye::WebSocket::Client.new(address)
  line.on(:message) do |event|
    line.close(1000, "leaving")
  end
end
