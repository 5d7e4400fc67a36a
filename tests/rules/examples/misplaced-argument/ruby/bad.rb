require "websocket/driver"

def leave(socket)
  driver = WebSocket::Driver.client(socket)
  driver.close(1001)
end
