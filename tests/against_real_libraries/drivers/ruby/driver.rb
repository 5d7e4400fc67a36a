# What the Ruby drivers share. The job and the report are described in drivers/python/driver.py.

require "json"

$stdout.sync = true
PRINTING = Mutex.new

def read_job
  JSON.parse($stdin.gets)
end

def say(message)
  PRINTING.synchronize { puts JSON.generate(message) }
end

def describe(error)
  "#{error.class}: #{error.message.lines.first.to_s.strip}"
end

# Makes one call and tells what came of it.
def attempt
  yield
  {}
rescue StandardError => error
  { error: describe(error), at: "call" }
end
