; Ruby. A call without arguments reads like a field, and is taken for one wherever its value is used, but for what only
; ever does something: `ws && ws.close`, `return ws.close if done`.

((call method: (identifier) @import.how arguments: (argument_list . (string))) @import
  (#any-of? @import.how "require" "require_relative"))
((call !receiver method: (identifier) @same.how block: (_) @same.of) @same (#any-of? @same.how "lambda" "proc"))
((call receiver: (constant) @_of method: (identifier) @same.how block: (_) @same.of) @same
  (#eq? @_of "Proc") (#eq? @same.how "new"))
((call receiver: (_) @call.callee method: (identifier) @new.how arguments: (_)? @call.arguments block: (_)? @call.arguments) @new
  (#eq? @new.how "new"))
((call receiver: (self)? method: (identifier) @reference.how arguments: (argument_list . (simple_symbol) @call.name)) @reference
  (#eq? @reference.how "method"))
((call receiver: (_) @same.of method: (identifier) @same.how !arguments) @same (#eq? @same.how "freeze"))
((call !receiver method: (identifier) @_called arguments: (argument_list . (_) @raise.value)) @raise (#eq? @_called "raise"))
((identifier) @raise (#eq? @raise "raise"))
((call !receiver method: (identifier) @_called block: (_ body: (_) @loop.body)) @loop (#eq? @_called "loop"))
((call receiver: (_) @loop.count method: (identifier) @_called block: (_ body: (_) @loop.body)) @loop (#eq? @_called "times"))
(call receiver: (_)? @call.callee method: (_) @call.name arguments: (_) @call.arguments block: (_)? @call.arguments) @call
(call receiver: (_)? @call.callee method: (_) @call.name block: (_) @call.arguments) @call
(conditional consequence: (call !arguments !block receiver: (_) @call.callee method: (_) @call.name) @call)
(conditional alternative: (call !arguments !block receiver: (_) @call.callee method: (_) @call.name) @call)
((call !arguments !block receiver: (_) @call.callee method: (identifier) @call.name) @call
  (#any-of? @call.name "close" "close!" "close_connection" "close_connection_after_writing" "close_websocket"))
(call receiver: (_) @call.callee method: (_) @call.name) @bare_call
(argument_list (pair key: [(hash_key_symbol) (simple_symbol)] @argument.name value: (_)? @argument.value) @argument)
(element_reference object: (_) @index.of . (_) @index.key) @index
(conditional condition: (_) @choice.test consequence: (_) @choice.then alternative: (_) @choice.else) @choice
(binary left: (_) @either.of operator: ["||" "or"] right: (_) @either.of) @either
(rescue_modifier body: (_) @either.of handler: (_) @either.of) @either
(binary left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(unary operator: _ @operation.sign operand: (_) @operation.of) @operation
(range begin: (_) @operation.of operator: _ @operation.sign end: (_)? @operation.of) @operation
(array) @sequence
(left_assignment_list) @sequence
(right_assignment_list) @sequence
(alternative_pattern) @sequence
(array_pattern) @sequence
(hash_pattern class: (_)? @table.type) @table
(as_pattern value: (_) @same.of) @same
(keyword_pattern key: (hash_key_symbol) @entry.key value: (_)? @entry.value) @entry
(hash) @table
(pair key: (constant) @entry.key @entry.computed value: (_) @entry.value) @entry
(pair key: (_) @entry.key value: (_)? @entry.value) @entry

(assignment left: (_) @bind.target right: (_) @bind.value) @declare
(operator_assignment left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind

(method name: (_) @function.name parameters: (_)? @function.parameters body: (_)? @function.body @function.tail) @function
(singleton_method name: (_) @function.name parameters: (_)? @function.parameters body: (_)? @function.body @function.tail) @function
(lambda parameters: (_)? @function.parameters body: (_ body: (_) @function.body)) @function
((block "{" @function.implicit @function.block !parameters body: (_) @function.body) @function (#match? @function.body "(^|[^.\\w])(_1|it)[.&]"))
((do_block "do" @function.implicit @function.block !parameters body: (_) @function.body) @function (#match? @function.body "(^|[^.\\w])(_1|it)[.&]"))
((block_argument (simple_symbol) @applied.name) @applied (#match? @applied.name "^:(close|disconnect)"))
(block "{" @function.block parameters: (_)? @function.parameters body: (_)? @function.body) @function
(do_block "do" @function.block parameters: (_)? @function.parameters body: (_)? @function.body) @function
(optional_parameter name: (_) @parameter.name value: (_) @parameter.default) @parameter
(keyword_parameter name: (_) @parameter.name value: (_)? @parameter.default) @parameter
(splat_parameter name: (_) @parameter.name) @parameter
(block_parameter name: (_) @parameter.name) @parameter
(class name: (_) @class.name body: (_)? @class.body) @class
(module name: (_) @class.name body: (_)? @class.body) @class

(if condition: (_) @if.test consequence: (_)? @if.then alternative: (_)? @if.else) @if
(elsif condition: (_) @if.test consequence: (_)? @if.then alternative: (_)? @if.else) @if
(unless condition: (_) @if.test consequence: (_)? @if.else alternative: (_)? @if.then) @if
(if_modifier body: (_) @if.then condition: (_) @if.test) @if
(unless_modifier body: (_) @if.else condition: (_) @if.test) @if
(case value: (_)? @switch.subject) @switch
(when pattern: (pattern (_) @arm.pattern) body: (_)? @arm.body) @arm
(case (else) @arm)
(case_match value: (_) @switch.subject) @switch
(in_clause pattern: (_) @arm.pattern @arm.binding guard: (_ (_) @arm.guard)? body: (_)? @arm.body) @arm
(case_match (else) @arm)
(for pattern: (_) @loop.target value: (in (_) @loop.of) body: (_) @loop.body) @loop
(while condition: (_) @loop.test body: (_) @loop.body) @loop
(until condition: (_) @loop.test body: (_) @loop.body) @loop
(while_modifier body: (_) @loop.body condition: (_) @loop.test) @loop
(until_modifier body: (_) @loop.body condition: (_) @loop.test) @loop
(begin (rescue)) @try
(begin (ensure)) @try
(body_statement (rescue)) @try
(body_statement (ensure)) @try
(rescue exceptions: (exceptions (_) @catch.type)? variable: (exception_variable (_) @catch.name)? body: (_)? @catch.body) @catch
(begin (else) @try_else)
(body_statement (else) @try_else)
(ensure) @finally
(return (argument_list . (_) @return.value)) @return
(return) @return
(break (argument_list . (_) @jump.value)?) @jump
(next (argument_list . (_) @jump.value)?) @jump
(retry) @retry
(comment) @skip
