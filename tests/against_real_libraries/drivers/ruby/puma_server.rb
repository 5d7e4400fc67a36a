# Servers that Rack applications have, on Puma: faye-websocket's, and Action Cable. Argument: which of them.

require_relative "driver"
require "timeout"
require "puma"
require "puma/server"

JOB = read_job
CASES = JOB["cases"].to_h { |one| [one["id"], one] }

# A case that is played on a connection: `learn` is told what the handler learns.
class Playing
  def initialize(one)
    @one = one
    @over = Queue.new
  end

  def learn(own)
    @over << own
  end

  def start
    Thread.new do
      calls = @one["calls"].map { |step| attempt { yield step } }
      own = begin
        Timeout.timeout(JOB["limit"]) { @over.pop }
      rescue Timeout::Error
        nil
      end
      say(id: @one["id"], calls: calls, own: own)
    end
  end
end

def faye_websocket
  require "faye/websocket"
  lambda do |env|
    socket = Faye::WebSocket.new(env)
    playing = Playing.new(CASES[env["PATH_INFO"].delete("/")])
    socket.on(:open) do
      playing.start do |step|
        given = []
        given << step["code"] if step.key?("code") || step.key?("reason")
        given << step["reason"] if step.key?("reason")
        socket.public_send(step["method"], *given)
      end
    end
    socket.on(:close) { |event| playing.learn({ code: event.code, reason: event.reason }) }
    socket.rack_response
  end
end

def action_cable
  require "active_support"
  require "active_support/core_ext"
  require "action_cable"
  require "logger"
  connection = Class.new(ActionCable::Connection::Base) do
    def connect
      @playing = Playing.new(CASES[request.path.delete("/")])
      way = @playing.start do |step|
        given = step.key?("reason") ? { reason: step["reason"] } : {}
        close(**given)
      end
      way
    end

    def disconnect
      @playing.learn({ handler: "disconnect" })
    end
  end
  config = ActionCable::Server::Base.config
  config.cable = { "adapter" => "async" }
  config.logger = Logger.new(IO::NULL)
  config.disable_request_forgery_protection = true
  config.connection_class = -> { connection }
  ActionCable.server
end

server = Puma::Server.new(send(ARGV[0]), Puma::Events.null)
listener = server.add_tcp_listener("127.0.0.1", 0)
server.run
say(listening: listener.addr[1])
$stdin.read
exit!(0)
