; Dart.

(method_invocation function: (_) @call.callee arguments: (argument_part (type_arguments)? @call.types (arguments) @call.arguments)) @call
(constructor_invocation (type_identifier) @call.callee (identifier) @call.name (arguments) @call.arguments) @call
; What any other named constructor makes is an object of its class all the same.
((new_expression (type_identifier) @call.callee (identifier) @call.name (arguments) @call.arguments) @call (#eq? @call.name "delayed"))
(new_expression (type_identifier) @call.callee (arguments) @call.arguments) @new
(const_object_expression (type_identifier) @call.callee (arguments) @call.arguments) @new
(named_argument (label (identifier) @argument.name) . (_) @argument.value) @argument
(cascade_expression target: (_) @cascade.of (_) @cascade.section) @cascade
(cascade_selector . (identifier) @cascaded.name .) @cascaded
(cascade_selector (index_selector (_) @cascaded.key)) @cascaded
(unconditional_assignable_selector . (_) @index.of (index_selector (_) @index.key)) @index
(conditional_assignable_selector . (_) @index.of (index_selector (_) @index.key)) @index
(await_expression (_) @await.of) @await
(type_cast_expression . (_) @cast.of (type_cast (type_identifier) @cast.type)) @cast
(conditional_expression . (_) @choice.test consequence: (_) @choice.then alternative: (_) @choice.else) @choice
(if_null_expression first: (_) @either.of second: (_) @either.of) @either
(type_test_expression . (_) @operation.of (type_test (is_operator) @operation.sign . (type_identifier) @operation.of)) @operation
(equality_expression . (_) @operation.of . (equality_operator) @operation.sign . (_) @operation.of) @operation
(relational_expression . (_) @operation.of . (relational_operator) @operation.sign . (_) @operation.of) @operation
(logical_and_expression . (_) @operation.of . (logical_and_operator) @operation.sign . (_) @operation.of) @operation
(logical_or_expression . (_) @operation.of . (logical_or_operator) @operation.sign . (_) @operation.of) @operation
(additive_expression . (_) @operation.of . (additive_operator) @operation.sign . (_) @operation.of) @operation
(multiplicative_expression . (_) @operation.of . (multiplicative_operator) @operation.sign . (_) @operation.of) @operation
(shift_expression . (_) @operation.of . (shift_operator) @operation.sign . (_) @operation.of) @operation
(unary_expression (prefix_operator) @operation.sign . (_) @operation.of) @operation
(type_test_expression . (_) @same.of) @same
(list_literal . (type_arguments)? @sequence.type) @sequence
(record_pattern) @sequence
(record_literal) @sequence
(object_pattern (type_identifier) @table.type) @table
(variable_pattern (identifier) @within.of .) @within
(null_check_pattern (_) @within.of) @within
(set_or_map_literal (pair)) @table
(set_or_map_literal . (type_arguments)? @sequence.type) @sequence
(pair key: (_) @entry.key @entry.computed value: (_) @entry.value) @entry

(initialized_variable_definition (type_identifier)? @bind.type name: (_) @bind.target value: (_)? @bind.value) @declare
(initialized_identifier . (identifier) @bind.target . (_)? @bind.value) @declare
(declaration (type_identifier) @bind.type (initialized_identifier_list (initialized_identifier . (identifier) @bind.target . (_)? @bind.value))) @declare
(declaration (type_identifier) @bind.type (static_final_declaration_list (static_final_declaration . (identifier) @bind.target . (_)? @bind.value))) @declare
(static_final_declaration . (identifier) @bind.target . (_) @bind.value) @declare
(pattern_variable_declaration (record_pattern) @bind.target . (_) @bind.value) @declare
(field_initializer . (identifier) @bind.target . (_) @bind.value) @field
(field_initializer (this) . (identifier) @bind.target . (_) @bind.value) @field
(assignment_expression left: (_) @bind.target operator: (_) @bind.sign right: (_) @bind.value) @bind
(postfix_expression (assignable_expression (_) @bind.target) (postfix_operator (increment_operator))) @bind
(enum_constant name: (_) @bind.target (argument_part (arguments . (_) @bind.value))?) @declare

(function_declaration signature: (function_signature [(type_identifier) (record_type)]? @function.returns name: (_) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters) body: (function_body (_) @function.body)) @function
(method_declaration signature: (method_signature (function_signature [(type_identifier) (record_type)]? @function.returns name: (_) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters)) body: (function_body (_) @function.body)) @function
(method_declaration signature: (method_signature (constructor_signature name: (_) @function.name
  parameters: (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters) (initializers) @function.body) body: (function_body (_) @function.body)) @function
(method_declaration signature: (method_signature (_ (type_identifier)? @function.returns name: (_) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?)? @function.parameters)) body: (function_body (_) @function.body)) @function
(method_declaration signature: (method_signature (_ . (identifier) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?)? @function.parameters)) body: (function_body (_) @function.body)) @function
(declaration (constructor_signature name: (_) @function.name
  parameters: (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters) (initializers)? @function.body) @function
(declaration (constant_constructor_signature (identifier) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters) (initializers)? @function.body) @function
(lambda_expression parameters: (function_signature [(type_identifier) (record_type)]? @function.returns name: (_) @function.name
  (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters) body: (function_body (_) @function.body)) @function
(function_expression parameters: (formal_parameter_list (optional_formal_parameters (formal_parameter)* @function.parameter)?) @function.parameters
  body: (function_expression_body (_) @function.body)) @function
((formal_parameter [(type_identifier) (function_type)]? @parameter.type name: (_) @parameter.name) @parameter . [(decimal_integer_literal) (hex_integer_literal) (identifier)
  (unconditional_assignable_selector) (string_literal) (null_literal) (const_object_expression) (method_invocation) (list_literal)] @parameter.default)
(formal_parameter [(type_identifier) (function_type)]? @parameter.type name: (_) @parameter.name) @parameter
((formal_parameter (constructor_param (identifier) @parameter.name)) @parameter . [(decimal_integer_literal) (hex_integer_literal) (identifier)
  (unconditional_assignable_selector) (string_literal) (null_literal) (const_object_expression) (method_invocation) (list_literal)] @parameter.default)
(formal_parameter (constructor_param (identifier) @parameter.name)) @parameter
(formal_parameter (super_formal_parameter (identifier) @parameter.name)) @parameter
(optional_formal_parameters) @skip
(class_definition name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @enum

(if_statement . (_) @switch.subject pattern: (_)+ @arm.pattern @arm.binding guard: (_)? @arm.guard consequence: (_) @arm.body alternative: (_)? @if.else) @case_if
(if_statement . (_) @if.test consequence: (_) @if.then alternative: (_)? @if.else) @if
(switch_statement condition: (_) @switch.subject body: (_) @switch.body) @switch
(switch_statement_case pattern: [(object_pattern) (variable_pattern) (null_check_pattern) (record_pattern)] @arm.pattern @arm.binding guard: (_)? @arm.guard) @arm
(switch_statement_case pattern: (_) @arm.pattern guard: (_)? @arm.guard) @arm
(switch_statement_default) @arm
(switch_expression condition: (_) @switch.subject) @switch
(switch_expression_case pattern: [(object_pattern) (variable_pattern) (null_check_pattern) (record_pattern)] @arm.pattern @arm.binding guard: (_)? @arm.guard) @arm
(switch_expression_case pattern: (_) @arm.pattern guard: (_)? @arm.guard) @arm
(switch_expression_case (_) @arm.result .) @arm
(for_statement (for_loop_parts name: (_) @loop.target value: (_) @loop.of) body: (_) @loop.body) @loop
(for_statement (for_loop_parts (record_pattern) @loop.target value: (_) @loop.of) body: (_) @loop.body) @loop
(for_statement (for_loop_parts init: (_)? @loop.before condition: (_)? @loop.test) body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(do_statement body: (_) @loop.body condition: (_) @loop.test) @loop
(try_statement body: (_) @try.body) @try
(try_statement (type_identifier) @catch.type . (catch_clause (catch_parameters . (identifier) @catch.name)) @catch . (block) @catch.body)
(try_statement (catch_clause (catch_parameters . (identifier) @catch.name)) @catch . (block) @catch.body)
(try_statement (type_identifier) @catch @catch.type . (block) @catch.body)
(finally_clause (_) @finally.body) @finally
(return_statement (_)? @return.value) @return
(throw_expression (_) @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(import_or_export) @import
(comment) @skip
(documentation_comment) @skip
(annotation) @skip
(part_directive) @skip
(part_of_directive) @skip
(library_name) @skip
(type_arguments) @skip
(type_parameters) @skip
(nullable_type) @skip
(void_type) @skip
(inferred_type) @skip
(const_builtin) @skip
(final_builtin) @skip
(case_builtin) @skip
(assignable_operator) @skip
(combinator) @skip
