require "async/websocket/adapters/rack"

def shutdown(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(1000, "bye")
  end
end
