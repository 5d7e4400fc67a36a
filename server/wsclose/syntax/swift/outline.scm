; Swift. A field called "name" holds types as well: which, their own types tell.

(call_expression . (_) @call.callee (call_suffix (value_arguments)? @call.arguments (lambda_literal)? @call.arguments)) @call
(constructor_expression constructed_type: (user_type . (type_identifier) @call.callee (type_arguments) @call.types .) (constructor_suffix (value_arguments) @call.arguments)) @new
(constructor_expression constructed_type: (_) @call.callee (constructor_suffix (value_arguments) @call.arguments)) @call
(value_argument name: (value_argument_label) @argument.name value: (_) @argument.value) @argument
(try_expression expr: (_) @same.of) @same
(postfix_expression target: (_) @same.of) @same
(await_expression expr: (_) @await.of) @await
(as_expression expr: (_) @cast.of name: (_) @cast.type) @cast
(prefix_expression target: (_) @prefix.of) @prefix
(value_binding_pattern) @let
(ternary_expression condition: (_) @choice.test if_true: (_) @choice.then if_false: (_) @choice.else) @choice
(nil_coalescing_expression value: (_) @either.of if_nil: (_) @either.of) @either
(equality_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(comparison_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(conjunction_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(disjunction_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(additive_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(multiplicative_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(infix_expression lhs: (_) @operation.of rhs: (_) @operation.of) @operation
(range_expression start: (_) @operation.of end: (_) @operation.of) @operation
(array_literal) @sequence
(tuple_expression name: (_)+ @pairs.key value: (_)+ @pairs.value) @pairs
(tuple_expression) @sequence
(dictionary_literal key: (_)* @pairs.key @pairs.computed value: (_)* @pairs.value) @pairs

(property_declaration name: (_) @bind.target (type_annotation)? @bind.type value: (_)* @bind.value computed_value: (_)? @bind.value (willset_didset_block)? @bind.else) @declare
(property_declaration name: (_) @bind.target value: (call_expression . [(array_literal) (dictionary_literal)] @bind.type) @bind.value) @declare
(computed_property (_) @function.body) @function
(didset_clause (statements) @function.body) @function
(willset_clause (statements) @function.body) @function
(assignment target: (_) @bind.target operator: _ @bind.sign result: (_) @bind.value) @bind
(enum_entry name: (_)* @bind.target raw_value: (_)* @bind.value) @declare
(function_declaration name: (simple_identifier) @function.name name: (user_type)? @function.returns name: (optional_type)? @function.returns name: (tuple_type)? @function.returns
  (parameter)* @function.parameter body: (_)? @function.body) @function
(init_declaration (parameter)* @function.parameter body: (_)? @function.body) @function
(deinit_declaration body: (_)? @function.body) @function
(lambda_literal type: (lambda_function_type (lambda_function_type_parameters) @function.parameters) (statements)? @function.body) @function
(lambda_literal "{" @function.implicit (statements)? @function.body) @function
(lambda_parameter name: (simple_identifier) @parameter.name name: (user_type)? @parameter.type) @parameter
((parameter external_name: (_)? @parameter.label name: (simple_identifier) @parameter.name . (_)? @parameter.type) @parameter . default_value: (_) @parameter.default)
(parameter external_name: (_)? @parameter.label name: (simple_identifier) @parameter.name name: (user_type)? @parameter.type name: (optional_type)? @parameter.type name: (function_type)? @parameter.type name: (existential_type (_) @parameter.type)?) @parameter
(class_declaration name: (_) @class.name body: (enum_class_body) @class.body) @enum
(class_declaration name: (_) @class.name body: (_) @class.body) @class
(protocol_declaration) @skip

(if_statement) @flat_if
(guard_statement) @flat_if
(switch_statement expr: (_) @switch.subject) @switch
(switch_entry (switch_pattern (pattern) @arm.pattern) @arm.binding (where_keyword) . (_) @arm.guard (statements)? @arm.body) @arm
(switch_entry (switch_pattern (pattern) @arm.pattern) @arm.binding (statements)? @arm.body) @arm
(switch_entry (statements)? @arm.body) @arm
(pattern "." . (simple_identifier) @implied.name .) @implied
(pattern (simple_identifier) @variant.type (pattern) @variant.item) @variant
(pattern . (pattern) (pattern)) @sequence
(pattern (value_binding_pattern) . (_) @same.of .) @same
(for_statement item: (_) @loop.target collection: (_) @loop.of (statements)? @loop.body) @loop
(while_statement condition: (_)* @loop.test (statements)? @loop.body) @loop
(repeat_while_statement (statements)? @loop.body condition: (_) @loop.test) @loop
(do_statement (statements)? @try.body) @try
(catch_block (statements)? @catch.body) @catch
(control_transfer_statement (throw_keyword) . (_) @raise.value) @raise
(control_transfer_statement result: (_) @return.value) @return
(control_transfer_statement "return") @return
(control_transfer_statement) @jump
(import_declaration) @import
(comment) @skip
(multiline_comment) @skip
(directive) @skip
(try_operator) @skip
(as_operator) @skip
(modifiers) @skip
(attribute) @skip
(type_annotation) @skip
(type_parameters) @skip
(inheritance_specifier) @skip
(availability_condition) @skip
(capture_list) @skip
(where_keyword) @skip
(default_keyword) @skip
(getter_specifier) @skip
(setter_specifier) @skip
