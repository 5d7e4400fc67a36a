require "async/websocket/adapters/rack"

def enter(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(1002)
  end
end
