require "async/websocket/adapters/rack"

def enter(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(1008, "this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right")
  end
end
