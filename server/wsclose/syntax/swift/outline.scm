; Swift. Child patterns are dear in this grammar (each makes compiling the query slower by a tenth of a second), so most
; parts are found by their fields: see `parts` in adapter.py.

(call_expression . (_) @call.callee (call_suffix (value_arguments)? @call.arguments (lambda_literal)? @call.arguments)) @call
(value_argument name: (value_argument_label) @argument.name value: (_) @argument.value) @argument
(try_expression) @same
(postfix_expression) @same
(await_expression) @await
(as_expression) @cast
(prefix_expression) @prefix
(value_binding_pattern) @let
(ternary_expression) @choice
(nil_coalescing_expression) @either
(equality_expression) @operation
(comparison_expression) @operation
(conjunction_expression) @operation
(disjunction_expression) @operation
(additive_expression) @operation
(multiplicative_expression) @operation
(infix_expression) @operation
(range_expression) @operation
(array_literal) @sequence
(dictionary_literal) @pairs

(property_declaration (type_annotation (_) @bind.type)) @declare
(property_declaration) @declare
(computed_property (_) @function.body) @function
(assignment) @bind
(enum_entry) @declare
(function_declaration) @function
(init_declaration) @function
(deinit_declaration) @function
(lambda_literal type: (lambda_function_type (lambda_function_type_parameters) @function.parameters)) @function
(lambda_literal) @function
(lambda_parameter . (simple_identifier) @parameter.name) @parameter
((parameter) @parameter . default_value: (_) @parameter.default)
(parameter) @parameter
(class_declaration body: (enum_class_body)) @enum
(class_declaration) @class
(protocol_declaration) @skip

(if_statement) @flat_if
(guard_statement) @flat_if
(switch_statement) @switch
(switch_entry (switch_pattern (pattern) @arm.pattern) @arm.binding) @arm
(switch_entry) @arm
(pattern "." . (simple_identifier) @implied.name .) @implied
(pattern (simple_identifier) @variant.type (pattern) @variant.item) @variant
(pattern . (pattern) (pattern)) @sequence
(pattern (value_binding_pattern) . (_) @same.of .) @same
(for_statement) @loop
(while_statement) @loop
(repeat_while_statement) @loop
(do_statement) @try
(catch_block) @catch
(control_transfer_statement (throw_keyword) . (_) @raise.value) @raise
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
