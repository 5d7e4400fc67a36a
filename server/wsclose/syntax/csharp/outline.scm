; C#. What each name means to the outline: see reader.py.

(object_creation_expression type: (_) @table.type initializer: (initializer_expression . [(initializer_expression) (assignment_expression left: (element_binding_expression))]) @table.body) @table
(implicit_object_creation_expression (initializer_expression . [(initializer_expression) (assignment_expression left: (element_binding_expression))]) @table.body) @table
(initializer_expression (initializer_expression . (_) @entry.key @entry.computed . (_) @entry.value .) @entry)
(assignment_expression left: (element_binding_expression (argument (_) @entry.key @entry.computed)) right: (_) @entry.value) @entry
(initializer_expression (assignment_expression left: (identifier) @argument.name right: (_) @argument.value) @argument)
(object_creation_expression type: (_) @call.callee arguments: (_)? @call.arguments initializer: (_) @call.arguments) @new
(object_creation_expression type: (_) @call.callee arguments: (_)? @call.arguments) @new
(implicit_object_creation_expression (argument_list) @call.arguments (initializer_expression)? @call.arguments) @new
(invocation_expression function: (conditional_access_expression condition: (await_expression (_) @call.callee) @call.awaited (member_binding_expression name: (_) @call.name)) arguments: (_) @call.arguments) @call
(invocation_expression function: (_) @call.callee arguments: (_) @call.arguments) @call
(base_list . (_) @call.callee . (argument_list) @call.arguments) @new
(argument name: (identifier) @argument.name . (_) @argument.value) @argument
(await_expression (_) @await.of) @await
(element_access_expression expression: (_) @index.of subscript: (bracketed_argument_list (argument (_) @index.key))) @index
(conditional_expression condition: (_) @choice.test consequence: (_) @choice.then alternative: (_) @choice.else) @choice
(cast_expression type: (_) @cast.type value: (_) @cast.of) @cast
(as_expression left: (_) @cast.of right: (_) @cast.type) @cast
(binary_expression left: (_) @either.of operator: "??" right: (_) @either.of) @either
(binary_expression left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(prefix_unary_expression ["!" "-"] @operation.sign (_) @operation.of) @operation
(is_pattern_expression expression: (_) @bind.value pattern: [(declaration_pattern type: (_) @bind.type name: (_) @bind.target) (negated_pattern (declaration_pattern type: (_) @bind.type name: (_) @bind.target))]) @declare
; what a pattern, or `out`, gives a name to: `line is { State: Open } open`, `case WebSocket line:`, `lines.TryRemove(id, out var line)`
(is_pattern_expression expression: (_) @bind.value pattern: [(recursive_pattern (property_pattern_clause) @declare name: (_) @bind.target) (negated_pattern (recursive_pattern (property_pattern_clause) @declare name: (_) @bind.target))] (#not-match? @declare "Code|CloseStatus"))
(switch_section (declaration_pattern type: (_) @bind.type name: (_) @bind.target) @declare)
(invocation_expression function: (member_access_expression expression: [(identifier) (member_access_expression)]) @bind.value (argument_list (argument (declaration_expression type: (_)? @bind.type name: (_) @bind.target) @declare)))
(is_pattern_expression expression: (_) @operation.of "is" @operation.sign pattern: (_) @operation.of) @operation
(or_pattern left: (_) @either.of right: (_) @either.of) @either
(and_pattern left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(variable_declarator (initializer_expression) @sequence)
(array_creation_expression (initializer_expression) @sequence)
(implicit_array_creation_expression (initializer_expression) @sequence)
(namespace_declaration name: (_) @skip)
(file_scoped_namespace_declaration name: (_) @skip)
(collection_expression) @sequence
(tuple_expression) @sequence
(tuple_pattern) @sequence

(variable_declaration type: (_) @bind.type (variable_declarator name: (_) @bind.target (_)? @bind.value)) @declare
(variable_declaration type: (_) @bind.type (variable_declarator (tuple_pattern) @bind.target . (_) @bind.value)) @declare
(property_declaration type: (_) @bind.type name: (_) @bind.target accessors: (accessor_list . (accessor_declaration body: (_) @bind.value) . (accessor_declaration body: (_) @bind.else) .) (#match? @bind.else "Close|Connect|Disconnect|Abort|Dispose|Stop")) @declare
(property_declaration type: (_) @bind.type name: (_) @bind.target accessors: (accessor_list [(accessor_declaration body: (_) @bind.value) (accessor_declaration)])) @declare
(property_declaration type: (_) @bind.type name: (_) @bind.target value: (_)? @bind.value) @declare
(assignment_expression left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(postfix_unary_expression (_) @bind.target ["++" "--"] @bind.sign) @bind

(method_declaration (attribute_list (attribute) @function.decorator)* returns: (_) @function.returns name: (_) @function.name parameters: (_) @function.parameters body: (_)? @function.body) @function
(attribute name: (_) @call.callee (attribute_argument_list) @call.arguments) @call
(attribute_argument (identifier) @argument.name "=" (_) @argument.value) @argument
(constructor_declaration name: (_) @function.name parameters: (_) @function.parameters (constructor_initializer)? @function.body body: (_)? @function.body) @function
(constructor_initializer ["this" "base"] @call.callee (argument_list) @call.arguments) @call
(local_function_statement type: (_) @function.returns name: (_) @function.name parameters: (_) @function.parameters body: (_)? @function.body) @function
(lambda_expression parameters: (_) @function.parameters body: (_) @function.body) @function
(anonymous_method_expression parameters: (_)? @function.parameters (block) @function.body) @function
(parameter type: (_)? @parameter.type name: (identifier) @parameter.name "=" (_) @parameter.default) @parameter
(parameter type: (_)? @parameter.type name: (identifier) @parameter.name) @parameter

(class_declaration name: (_) @class.name body: (_) @class.body) @class
(struct_declaration name: (_) @class.name body: (_) @class.body) @class
(interface_declaration name: (_) @class.name body: (_) @class.body) @class
(record_declaration name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @enum
(enum_member_declaration name: (_) @bind.target value: (_)? @bind.value) @declare

(if_statement condition: (_) @if.test consequence: (_) @if.then alternative: (_)? @if.else) @if
(switch_statement value: (_) @switch.subject body: (_) @switch.body) @switch
(switch_section [(constant_pattern) (and_pattern) (or_pattern) (relational_pattern) (parenthesized_pattern) (declaration_pattern) (recursive_pattern)] @arm.pattern (when_clause (_) @arm.guard)?) @arm
(switch_section) @arm
(switch_expression . (_) @switch.subject) @switch
(switch_expression_arm . (discard) . (_) @arm.result .) @arm
(switch_expression_arm . (_) @arm.pattern (when_clause (_) @arm.guard)? (_) @arm.result .) @arm
(discard) @skip
(for_statement initializer: (_)? @loop.before condition: (_)? @loop.test body: (_) @loop.body) @loop
(foreach_statement left: (_) @loop.target right: (_) @loop.of body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(do_statement body: (_) @loop.body condition: (_) @loop.test) @loop
(try_statement body: (_) @try.body) @try
(catch_clause (catch_declaration type: (_) @catch.type name: (_)? @catch.name)? (catch_filter_clause)? @catch.body body: (_) @catch.body) @catch
(finally_clause (block) @finally.body) @finally
(return_statement (_)? @return.value) @return
((yield_statement . "yield" . "break") @return)
(throw_statement (_) @raise.value) @raise
(throw_expression (_) @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(using_directive) @import
(comment) @skip
(attribute_list) @skip
(modifier) @skip
(type_argument_list) @skip
(type_parameter_list) @skip
(type_parameter_constraints_clause) @skip
(implicit_type) @skip
(array_rank_specifier) @skip
(preproc_pragma) @skip
(preproc_region) @skip
(preproc_endregion) @skip
(accessor_declaration ["get" "set"] .) @skip
(event_declaration) @skip
(delegate_declaration) @skip
