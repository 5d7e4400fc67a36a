require "async/websocket/adapters/rack"

SUBPROTOCOL = "graphql-transport-ws"

def kick(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    guest.close(4929, "banned from the room")
  end
end
