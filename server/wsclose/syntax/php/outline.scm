; PHP. Names of variables lose their "$" (adapter.py), so that `$this->ws` and the property `$ws` are the same.

((function_call_expression function: (name) @bind.how arguments: (arguments . (argument (string (string_content) @bind.target)) . (argument (_) @bind.value))) @declare
  (#eq? @bind.how "define"))
(member_call_expression object: (_) @call.callee name: (_) @call.name arguments: (arguments (variadic_placeholder))) @reference
(function_call_expression function: (_) @call.callee arguments: (_) @call.arguments) @call
(member_call_expression object: (_) @call.callee name: (_) @call.name arguments: (_) @call.arguments) @call
(nullsafe_member_call_expression object: (_) @call.callee name: (_) @call.name arguments: (_) @call.arguments) @call
(scoped_call_expression scope: (_) @call.callee name: (_) @call.name arguments: (_) @call.arguments) @call
(object_creation_expression . [(name) (qualified_name) (variable_name) (relative_scope)] @call.callee (arguments)? @call.arguments) @new
(attribute . (_) @call.callee parameters: (_) @call.arguments) @call
(argument name: (_) @argument.name . (_) @argument.value) @argument
(argument . (_) @argument.value .) @argument
(subscript_expression . (_) @index.of . (_) @index.key) @index
(subscript_expression . (_) @index.of .) @index
(cast_expression type: (_) @cast.type value: (_) @cast.of) @cast
(conditional_expression condition: (_) @choice.test body: (_) @choice.then alternative: (_) @choice.else) @choice
(conditional_expression condition: (_) @either.of . alternative: (_) @either.of) @either
(binary_expression left: (_) @either.of operator: ["??" "||" "or"] right: (_) @either.of) @either
(binary_expression left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(unary_op_expression operator: _ @operation.sign argument: (_) @operation.of) @operation
(array_creation_expression (array_element_initializer . (_) . (_))) @table
(array_creation_expression) @sequence
(list_literal) @sequence
(array_element_initializer . (_) @entry.key @entry.computed . (_) @entry.value) @entry
(array_element_initializer . (_) @same.of .) @same

(assignment_expression left: (_) @bind.target right: (_) @bind.value) @declare
(reference_assignment_expression left: (_) @bind.target right: (_) @bind.value) @declare
(augmented_assignment_expression left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(update_expression argument: (_) @bind.target) @bind
(property_declaration type: (_)? @bind.type (property_element name: (_) @bind.target default_value: (_)? @bind.value)) @declare
(const_element . (_) @bind.target . (_) @bind.value) @declare
(enum_case name: (_) @bind.target value: (_)? @bind.value) @declare
(global_declaration) @outer

(function_definition name: (_) @function.name parameters: (_) @function.parameters return_type: (_)? @function.returns body: (_) @function.body) @function
(method_declaration attributes: (attribute_list (attribute_group (attribute) @function.decorator)*)* name: (_) @function.name parameters: (_) @function.parameters return_type: (_)? @function.returns body: (_)? @function.body) @function
(anonymous_function parameters: (_) @function.parameters (anonymous_function_use_clause [(by_ref (_) @function.outer) (variable_name)]*)? body: (_) @function.body) @function
(arrow_function parameters: (_) @function.parameters body: (_) @function.body) @function
(simple_parameter type: (_)? @parameter.type name: (_) @parameter.name default_value: (_)? @parameter.default) @parameter
(variadic_parameter type: (_)? @parameter.type name: (_) @parameter.name) @parameter
(property_promotion_parameter type: (_)? @parameter.type name: (_) @parameter.name default_value: (_)? @parameter.default) @parameter
(class_declaration name: (_) @class.name body: (_) @class.body) @class
(trait_declaration name: (_) @class.name body: (_) @class.body) @class
(interface_declaration name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @enum

(if_statement condition: (_) @if.test body: (_) @if.then alternative: (_)* @if.else) @if
(else_if_clause condition: (_) @if.test body: (_) @if.then) @if
(switch_statement condition: (_) @switch.subject body: (_) @switch.body) @switch
(case_statement value: (_) @arm.pattern) @arm
(default_statement) @arm
(match_expression condition: (_) @switch.subject body: (_) @switch.body) @switch
(match_condition_list) @sequence
(match_conditional_expression conditional_expressions: (_) @arm.pattern return_expression: (_) @arm.result) @arm
(match_default_expression return_expression: (_) @arm.result) @arm
(foreach_statement . (_) @loop.of . (pair (_) (_) @loop.target) body: (_) @loop.body) @loop
(foreach_statement . (_) @loop.of . (_) @loop.target body: (_) @loop.body) @loop
(for_statement initialize: (_)? @loop.before condition: (_)? @loop.test body: (_) @loop.body) @loop
(while_statement condition: (_) @loop.test body: (_) @loop.body) @loop
(do_statement body: (_) @loop.body condition: (_) @loop.test) @loop
(try_statement body: (_) @try.body) @try
(catch_clause type: (type_list (_) @catch.type) name: (variable_name (name) @catch.name)? body: (_) @catch.body) @catch
(finally_clause body: (_) @finally.body) @finally
(return_statement (_)? @return.value) @return
(throw_expression (_) @raise.value) @raise
(exit_statement (_)? @raise.value) @raise
(break_statement) @jump
(continue_statement) @jump
(namespace_use_declaration) @import
(use_declaration) @skip
(comment) @skip
(text) @skip
(attribute_list) @skip
(visibility_modifier) @skip
(readonly_modifier) @skip
(static_modifier) @skip
