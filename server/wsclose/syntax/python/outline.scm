; Python.

; MicroPython's const(1000) is the number.
((call function: (identifier) @same.how arguments: (argument_list . (integer) @same.of .)) @same (#eq? @same.how "const"))
(call function: (_) @call.callee arguments: (_) @call.arguments) @call
(keyword_argument name: (_) @argument.name value: (_) @argument.value) @argument
(await (_) @await.of) @await
(subscript value: (_) @index.of subscript: (_) @index.key) @index
(conditional_expression . (_) @choice.then . (_) @choice.test . (_) @choice.else) @choice
(boolean_operator left: (_) @either.of operator: "or" right: (_) @either.of) @either
(boolean_operator left: (_) @operation.of operator: "and" @operation.sign right: (_) @operation.of) @operation
(comparison_operator (_) @operation.of . (_) @operation.of) @operation
(binary_operator left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(not_operator argument: (_) @operation.of) @operation
(unary_operator argument: (_) @operation.of) @operation
(list) @sequence
(tuple) @sequence
(set) @sequence
(expression_list) @sequence
(pattern_list) @sequence
(tuple_pattern) @sequence
(list_pattern) @sequence
(dictionary) @table
(pair key: (_) @entry.key @entry.computed value: (_) @entry.value) @entry
(class_pattern . (dotted_name) @table.type . (case_pattern (keyword_pattern))) @table
(dict_pattern) @table
(case_pattern (keyword_pattern . (identifier) @entry.key . (_) @entry.value)) @entry
(case_pattern (_) @same.of) @same
(as_pattern . (case_pattern (_) @same.of)) @same

(assignment left: (_) @bind.target type: (_)? @bind.type right: (_)? @bind.value) @declare
(augmented_assignment left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(named_expression name: (_) @bind.target value: (_) @bind.value) @declare
(global_statement) @outer
(nonlocal_statement) @outer

(function_definition name: (_) @function.name parameters: (_) @function.parameters return_type: (_)? @function.returns body: (_) @function.body) @function
(lambda parameters: (_)? @function.parameters body: (_) @function.body) @function
(default_parameter name: (_) @parameter.name value: (_) @parameter.default) @parameter
(typed_parameter . (_) @parameter.name type: (_) @parameter.type) @parameter
(typed_default_parameter name: (_) @parameter.name type: (_) @parameter.type value: (_) @parameter.default) @parameter
(decorated_definition (decorator (_) @decorated.with)+ definition: (_) @decorated.what) @decorated
(class_definition name: (_) @class.name body: (_) @class.body) @class

(if_statement condition: (_) @if.test consequence: (_) @if.then alternative: (_)* @if.else) @if
(elif_clause condition: (_) @if.test consequence: (_) @if.then) @if
(match_statement subject: (_) @switch.subject body: (_) @switch.body) @switch
(case_clause (case_pattern [(class_pattern) (dict_pattern)]) @arm.pattern @arm.binding guard: (_)? @arm.guard consequence: (_) @arm.body) @arm
(case_clause (case_pattern) @arm.pattern guard: (_)? @arm.guard consequence: (_) @arm.body) @arm
(union_pattern) @sequence
(for_statement left: (_) @loop.target right: (_) @loop.of body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(try_statement body: (_) @try.body) @try
(except_clause value: (as_pattern . (_) @catch.type alias: (_) @catch.name) (block) @catch.body) @catch
(except_clause value: (_)? @catch.type alias: (_)? @catch.name (block) @catch.body) @catch
(else_clause body: (_) @try_else.body) @try_else
(finally_clause (block) @finally.body) @finally
(with_statement (with_clause (with_item) @with.item)  body: (_) @with.body) @with
(with_item value: (as_pattern (_) @entered.value alias: (_) @entered.as)) @entered
(with_item value: (_) @entered.value) @entered
(return_statement (_)? @return.value) @return
(raise_statement . (_)? @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(import_statement) @import
(import_from_statement) @import
(comment) @skip
(type) @skip
(type_parameter) @skip
(for_in_clause left: (_) @each.target right: (_) @each.of) @each
