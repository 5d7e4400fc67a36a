; What JavaScript and TypeScript share. What each name means to the outline: see reader.py.

(await_expression (_) @await.of) @await
(subscript_expression object: (_) @index.of index: (_) @index.key) @index
(ternary_expression condition: (_) @choice.test consequence: (_) @choice.then alternative: (_) @choice.else) @choice
(binary_expression left: (_) @either.of operator: ["||" "??"] right: (_) @either.of) @either
(binary_expression
  left: (_) @operation.of
  operator: ["===" "==" "!==" "!=" "<" "<=" ">" ">=" "in" "&&" "+" "-" "*" "/" "%" "**" "&" "|" "^" "<<" ">>" ">>>" "instanceof"] @operation.sign
  right: (_) @operation.of) @operation
(unary_expression argument: (_) @operation.of) @operation
(array) @sequence
(array_pattern) @sequence
(object) @table
(object_pattern) @table
(pair key: (computed_property_name) @entry.key @entry.computed value: (_) @entry.value) @entry
(pair key: (_) @entry.key value: (_) @entry.value) @entry
(pair_pattern key: (_) @entry.key value: (_) @entry.value) @entry
(object_assignment_pattern left: (_) @either.of right: (_) @either.of) @either
(pair_pattern value: (assignment_pattern left: (_) @either.of right: (_) @either.of) @either)

(variable_declarator name: (_) @bind.target value: (_)? @bind.value) @declare
(assignment_expression left: (_) @bind.target right: (_) @bind.value) @bind
(augmented_assignment_expression left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(update_expression argument: (_) @bind.target operator: _ @bind.sign) @bind

(function_declaration name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(generator_function_declaration name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(function_expression name: (_)? @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(arrow_function parameters: (_) @function.parameters "=>" @function.arrow body: (_) @function.body) @function
(arrow_function parameter: (_) @function.parameter "=>" @function.arrow body: (_) @function.body) @function
(method_definition name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function

(class_declaration name: (_) @class.name body: (_) @class.body) @class
(class name: (_)? @class.name body: (_) @class.body) @class

(if_statement condition: (_) @if.test consequence: (_) @if.then alternative: (_)? @if.else) @if
(switch_statement value: (_) @switch.subject body: (_) @switch.body) @switch
(switch_case value: (_) @arm.pattern body: (_)* @arm.body) @arm
(switch_default body: (_)* @arm.body) @arm
(for_in_statement left: (_) @loop.target right: (_) @loop.of body: (_) @loop.body) @loop
(for_statement initializer: (_) @loop.before condition: (_) @loop.test body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(do_statement body: (_) @loop.body condition: (_) @loop.test) @loop
(try_statement body: (_) @try.body) @try
(catch_clause parameter: (_)? @catch.name body: (_) @catch.body) @catch
(finally_clause body: (_) @finally.body) @finally
(return_statement (_)? @return.value) @return
(throw_statement (_) @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(import_statement) @import
(export_statement source: (_)) @import
(export_specifier name: (_) @bind.value alias: (_) @bind.target) @declare
(comment) @skip
