; Java. What each name means to the outline: see reader.py.

(object_creation_expression type: (_) @call.callee @class.base arguments: (_) @call.arguments (class_body) @class.body) @anonymous
(object_creation_expression type: (_) @call.callee arguments: (_) @call.arguments) @new
(method_invocation object: (_)? @call.callee name: (_) @call.name arguments: (_) @call.arguments) @call
(explicit_constructor_invocation constructor: (_) @call.callee arguments: (_) @call.arguments) @call

(array_access array: (_) @index.of index: (_) @index.key) @index
(ternary_expression condition: (_) @choice.test consequence: (_) @choice.then alternative: (_) @choice.else) @choice
(cast_expression type: (_) @cast.type value: (_) @cast.of) @cast
(binary_expression left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(unary_expression operator: _ @operation.sign operand: (_) @operation.of) @operation
(instanceof_expression left: (_) @bind.value right: (_) @bind.type name: (_) @bind.target) @declare
(array_initializer) @sequence
(element_value_array_initializer) @sequence

(variable_declarator name: (_) @bind.target value: (_)? @bind.value) @declare
(field_declaration type: (_) @bind.type declarator: (variable_declarator name: (_) @bind.target value: (_)? @bind.value)) @declare
(constant_declaration type: (_) @bind.type declarator: (variable_declarator name: (_) @bind.target value: (_)? @bind.value)) @declare
(local_variable_declaration type: (_) @bind.type declarator: (variable_declarator name: (_) @bind.target value: (_)? @bind.value)) @declare
(assignment_expression left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(update_expression (_) @bind.target) @bind
(resource type: (_) @bind.type name: (_) @bind.target value: (_) @bind.value) @declare

(method_declaration
  (modifiers [(marker_annotation name: (_) @function.decorator) (annotation) @function.decorator _]*)?
  type: (_) @function.returns name: (_) @function.name parameters: (_) @function.parameters body: (_)? @function.body) @function
(annotation name: (_) @call.callee arguments: (_) @call.arguments) @call
(element_value_pair key: (_) @argument.name value: (_) @argument.value) @argument
(constructor_declaration name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(lambda_expression parameters: (identifier) @function.parameter body: (_) @function.body) @function
(lambda_expression parameters: [(formal_parameters) (inferred_parameters)] @function.parameters body: (_) @function.body) @function
(formal_parameter type: (_) @parameter.type name: (_) @parameter.name) @parameter
(spread_parameter (_) @parameter.type . (variable_declarator name: (_) @parameter.name)) @parameter

(class_declaration name: (_) @class.name body: (_) @class.body) @class
(interface_declaration name: (_) @class.name body: (_) @class.body) @class
(record_declaration name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @enum
(enum_constant name: (_) @bind.target arguments: (argument_list [(decimal_integer_literal) (hex_integer_literal) (cast_expression)] @bind.value) body: (_) @class.body) @member
(enum_constant name: (_) @bind.target arguments: (argument_list . (_) @bind.value) body: (_) @class.body) @member
(enum_constant name: (_) @bind.target body: (_) @class.body) @member
(enum_constant name: (_) @bind.target arguments: (argument_list [(decimal_integer_literal) (hex_integer_literal) (cast_expression)] @bind.value)) @declare
(enum_constant name: (_) @bind.target arguments: (argument_list . (_) @bind.value)) @declare
(enum_constant name: (_) @bind.target) @declare

(if_statement condition: (_) @if.test consequence: (_) @if.then alternative: (_)? @if.else) @if
(switch_expression condition: (_) @switch.subject body: (_) @switch.body) @switch
(switch_block_statement_group (switch_label (_)? @arm.pattern)) @arm
(switch_rule (switch_label (_)? @arm.pattern) . (_) @arm.result) @arm
(switch_label) @skip
(for_statement init: (_)? @loop.before condition: (_)? @loop.test body: (_) @loop.body) @loop
(enhanced_for_statement name: (_) @loop.target value: (_) @loop.of body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(do_statement body: (_) @loop.body condition: (_) @loop.test) @loop
(try_statement body: (_) @try.body) @try
(try_with_resources_statement resources: (_) @try.body body: (_) @try.body) @try
(catch_clause (catch_formal_parameter (catch_type (_) @catch.type) name: (_) @catch.name) body: (_) @catch.body) @catch
(finally_clause (block) @finally.body) @finally
(return_statement (_)? @return.value) @return
(yield_statement (_) @within.of) @within
(throw_statement (_) @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(import_declaration) @import
(package_declaration) @import
(line_comment) @skip
(block_comment) @skip
(modifiers) @skip
(annotation_type_declaration) @skip
(type_parameters) @skip
(type_arguments) @skip
(dimensions) @skip
(throws) @skip
