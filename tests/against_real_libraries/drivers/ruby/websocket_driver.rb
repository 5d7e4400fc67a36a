# websocket-driver on blocking sockets: `WebSocket::Driver.client` and `.server`. Its `close` takes the reason first.

require_relative "driver"
require "socket"
require "timeout"
require "websocket/driver"

# The object that the driver writes to.
Wire = Struct.new(:url, :io) do
  def write(text)
    io.write(text)
  rescue IOError, SystemCallError
    nil
  end
end

def play(one, driver, io, limit, opened)
  own = nil
  over = false
  calls = []
  make = lambda do
    one["calls"].each do |step|
      given = []
      given << step["reason"] if step.key?("reason") || step.key?("code")
      given << step["code"] if step.key?("code")
      calls << attempt { driver.close(*given) }
    end
  end
  driver.on(:close) do |event|
    own ||= { code: event.code, reason: event.reason }
    over = true
  end
  opened.call(driver, make)
  begin
    Timeout.timeout(limit) do
      until over
        data = io.readpartial(4096)
        driver.parse(data)
      end
    end
  rescue EOFError, SystemCallError
    own ||= { error: "the stream ended" }
  rescue Timeout::Error
    own = nil
  end
  io.close
  say(id: one["id"], calls: calls, own: own)
end

job = read_job
if ARGV[0] == "client"
  port = job["url"][/\d+\z/].to_i
  queue = Queue.new
  job["cases"].each { |one| queue << one }
  threads = Array.new(job["together"]) do
    Thread.new do
      until queue.empty?
        one = queue.pop(true) rescue break
        io = TCPSocket.new("127.0.0.1", port)
        driver = WebSocket::Driver.client(Wire.new("#{job["url"]}/#{one["id"]}", io))
        opened = lambda do |made, make|
          made.on(:open) { make.call }
          made.start
        end
        play(one, driver, io, job["limit"], opened)
      end
    end
  end
  threads.each(&:join)
else
  listening = TCPServer.new("127.0.0.1", 0)
  say(listening: listening.addr[1])
  Thread.new do
    loop do
      Thread.new(listening.accept) do |io|
        driver = WebSocket::Driver.server(Wire.new(nil, io))
        driver.on(:connect) { driver.start }
        opened = lambda do |made, make|
          made.on(:open) { make.call }
        end
        head = io.readpartial(4096)
        one = job["cases"].find { |each| head.start_with?("GET /#{each["id"]} ") }
        first = lambda do |made, make|
          opened.call(made, make)
          made.parse(head)
        end
        play(one, driver, io, job["limit"], first)
      end
    end
  end
  $stdin.read
end
