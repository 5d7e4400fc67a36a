; Go.

(call_expression function: (identifier) @table.body arguments: (argument_list . [(map_type) (slice_type) (channel_type)] @table.type)) @table
(call_expression function: (_) @call.callee arguments: (_) @call.arguments) @call
(type_conversion_expression type: (generic_type type: (_) @call.callee) operand: (_) @call.arguments) @call
(type_conversion_expression type: (_) @call.callee operand: (_) @call.arguments) @call
(index_expression operand: (_) @index.of index: (_) @index.key) @index
(type_assertion_expression operand: (_) @cast.of type: (_) @cast.type) @cast
(binary_expression
  left: (_) @operation.of
  operator: ["==" "!=" "<" "<=" ">" ">=" "&&" "||" "+" "-" "*" "/" "%" "&" "|" "^" "<<" ">>"] @operation.sign
  right: (_) @operation.of) @operation
(unary_expression operator: ["!" "-" "<-"] @operation.sign operand: (_) @operation.of) @operation
(send_statement channel: (_) @operation.of "<-" @operation.sign value: (_) @operation.of) @operation
(expression_list) @sequence
(composite_literal type: (map_type) @table.type @table.computed body: (literal_value) @table.body) @table
(composite_literal type: (_) @table.type body: (literal_value) @table.body) @table
(literal_element (literal_value) @table.body) @table
(keyed_element key: (_) @entry.key value: (_) @entry.value) @entry

(short_var_declaration left: (_) @bind.target right: (_) @bind.value) @declare
(var_spec name: (_) @bind.target type: (_)? @bind.type value: (_)? @bind.value) @declare
(const_declaration) @counted
(const_spec name: (_) @bind.target type: (_)? @bind.type value: (_)? @bind.value) @declare
(assignment_statement left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(inc_statement (_) @bind.target) @bind
(field_declaration name: (_) @bind.target type: (_) @bind.type) @declare
(receive_statement left: (_) @bind.target right: (_) @bind.value) @declare

(function_declaration name: (_) @function.name parameters: (_) @function.parameters result: (_)? @function.returns body: (_) @function.body) @function
(method_declaration receiver: (_) @function.receiver name: (_) @function.name parameters: (_) @function.parameters result: (_)? @function.returns body: (_) @function.body) @function
(func_literal parameters: (_) @function.parameters body: (_) @function.body) @function
(parameter_declaration name: (_) @parameter.name type: (_) @parameter.type) @parameter
(variadic_parameter_declaration name: (_) @parameter.name type: (_) @parameter.type) @parameter
(type_spec name: (_) @class.name type: (struct_type (field_declaration_list) @class.body)) @class
(type_spec name: (_) @class.name type: (interface_type) @class.body) @class

(if_statement initializer: (_)? @if.before condition: (_) @if.test consequence: (_) @if.then alternative: (_)? @if.else) @if
(expression_switch_statement initializer: (_)? @switch.before value: (_)? @switch.subject) @switch
(type_switch_statement initializer: (_)? @switch.before alias: (_)? @switch.alias value: (_) @switch.subject) @switch
(select_statement) @switch
(expression_case value: (_) @arm.pattern) @arm
(type_case type: (_) @arm.pattern) @arm
(communication_case communication: (_) @arm.pattern) @arm
(default_case) @arm
(for_statement (for_clause initializer: (_)? @loop.before condition: (_)? @loop.test update: (_)? @loop.before) body: (_) @loop.body) @loop
(for_statement (range_clause left: (_) @loop.target right: (_) @loop.of) body: (_) @loop.body) @loop
(for_statement (range_clause right: (_) @loop.of) body: (_) @loop.body) @loop
(for_statement . (_expression) @loop.test . body: (_) @loop.body) @loop
(for_statement . body: (_) @loop.body) @loop
(return_statement (_)? @return.value) @return
(break_statement) @jump
(continue_statement) @jump
(statement_list (labeled_statement)) @labelled
(labeled_statement) @label
(goto_statement) @goto
(defer_statement (_) @defer.value) @defer
(go_statement (_) @spawn.value) @spawn
(import_spec) @import
(comment) @skip
(package_clause) @skip
(interface_type (method_elem name: (_) @function.name parameters: (_) @function.parameters result: [(pointer_type) (qualified_type) (parameter_list . (parameter_declaration type: (pointer_type)))] @function.returns) @function)
((method_elem name: (_) @bind.target) @declare (#any-of? @bind.target "WriteControl"))
(method_elem) @skip
(type_alias name: (_) @bind.target type: (_) @bind.type) @declare
(struct_type) @skip
(map_type) @skip
(channel_type) @skip
(slice_type) @skip
(array_type) @skip
(function_type) @skip
