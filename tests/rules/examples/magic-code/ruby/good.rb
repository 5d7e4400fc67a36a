require "async/websocket/adapters/rack"

def enter(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(Protocol::WebSocket::Error::GOING_AWAY, "bye")
  end
end
