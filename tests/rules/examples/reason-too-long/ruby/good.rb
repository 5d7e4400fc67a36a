require "async/websocket/adapters/rack"

def enter(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(1008, "not in this room")
  end
end
