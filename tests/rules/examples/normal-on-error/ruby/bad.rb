require "async/websocket/adapters/rack"

def enter(env)
  Async::WebSocket::Adapters::Rack.open(env) do |guest|
    begin
      store.load
    rescue StoreError => failure
      guest.close(1000, "failed")
    end
  end
end
