require "faye/websocket"

def leave(address)
  line = Faye::WebSocket::Client.new(address)
  line.on(:message) do |event|
    begin
      store.load
    rescue StoreError => failure
      line.close(4011, failure.message)
    end
  end
end
