; Rust. What each name means to the outline: see reader.py.

((call_expression function: (identifier) @_wrapper arguments: (arguments . (_) @within.of .)) @within (#eq? @_wrapper "Some"))
((call_expression function: (scoped_identifier path: (identifier) @same.how) arguments: (arguments . (closure_expression) @same.of .)) @same
  (#any-of? @same.how "Box" "Closure"))
((call_expression function: (scoped_identifier path: (identifier) @_of) arguments: (arguments . (type_cast_expression value: (call_expression function: (_) @same.how arguments: (arguments . (closure_expression) @same.of .))) .)) @same
  (#eq? @_of "Closure"))
((call_expression function: (scoped_identifier path: (identifier) @same.how name: (identifier) @_new) arguments: (arguments . (_) @same.of .)) @same
  (#eq? @same.how "Pin") (#eq? @_new "new"))
((call_expression function: (scoped_identifier path: (generic_type type: (_) @same.how)) arguments: (arguments . (closure_expression) @same.of .)) @same
  (#eq? @same.how "Closure"))
((call_expression function: (scoped_identifier path: (identifier) @_of name: (identifier) @_clone) arguments: (arguments . (_) @within.of .)) @within
  (#any-of? @_of "Rc" "Arc") (#eq? @_clone "clone"))
((call_expression function: (field_expression value: (call_expression function: (field_expression value: (_) @same.of field: (_) @_first)) field: (_) @same.how)) @same
  (#eq? @_first "as_ref") (#eq? @same.how "unchecked_ref"))
(call_expression function: (generic_function function: (_) @call.callee) arguments: (_) @call.arguments) @call
(call_expression function: (_) @call.callee arguments: (_) @call.arguments) @call
((macro_invocation macro: (_) @_leaving) @raise (#any-of? @_leaving "bail" "anyhow::bail" "eyre::bail"))
(macro_invocation macro: (_) @embedded.name (token_tree) @embedded.tokens) @embedded
(await_expression (_) @await.of) @await
(index_expression . (_) @index.of . (_) @index.key) @index
(type_cast_expression value: (_) @cast.of type: (_) @cast.type) @cast
(binary_expression left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(range_expression (_) @operation.of . _ @operation.sign . (_) @operation.of) @operation
(unary_expression ["!" "-"] @operation.sign (_) @operation.of) @operation
(reference_expression value: (_) @within.of) @within
(array_expression) @sequence
(tuple_expression) @sequence
(struct_expression name: (_) @table.type body: (_) @table.body) @table
(field_initializer field: (_) @entry.key value: (_) @entry.value) @entry

(let_declaration pattern: (_) @bind.target type: (_)? @bind.type value: (_)? @bind.value alternative: (_)? @bind.else) @declare
(let_condition pattern: (_) @bind.target value: (_) @bind.value) @declare
(const_item name: (_) @bind.target type: (_) @bind.type value: (_) @bind.value) @declare
(static_item name: (_) @bind.target type: (_) @bind.type value: (_) @bind.value) @declare
(assignment_expression left: (_) @bind.target right: (_) @bind.value) @bind
(compound_assignment_expr left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(field_declaration name: (_) @bind.target type: (_) @bind.type) @declare

((tuple_struct_pattern type: (identifier) @_wrapper . (_) @within.of .) @within (#any-of? @_wrapper "Some" "Ok"))
(tuple_struct_pattern type: (_) @variant.type (_)* @variant.item) @variant
(struct_pattern type: (_) @table.type) @table
(field_pattern name: (_) @entry.key pattern: (_) @entry.value) @entry
(remaining_field_pattern) @skip
(or_pattern) @sequence
(tuple_pattern) @sequence
(slice_pattern) @sequence
(range_pattern left: (_) @operation.of . _ @operation.sign . right: (_) @operation.of) @operation
(captured_pattern . (_) . (_) @within.of) @within
(ref_pattern (_) @within.of) @within
(reference_pattern (_) @within.of) @within
(mut_pattern (_) (_) @within.of) @within

(function_item name: (_) @function.name parameters: (_) @function.parameters return_type: (_)? @function.returns body: (block) @function.body @function.tail) @function
(closure_expression parameters: (_) @function.parameters body: (_) @function.body) @function
(parameter pattern: (_) @parameter.name type: (_) @parameter.type) @parameter
(self_parameter) @skip
(struct_item name: (_) @class.name body: [(field_declaration_list) (ordered_field_declaration_list)] @class.body) @class
(ordered_field_declaration_list type: (_) @place)
(trait_item name: (_) @class.name body: (_) @class.body) @class
(enum_item name: (_) @class.name body: (_) @class.body) @enum
(enum_variant name: (_) @bind.target body: (ordered_field_declaration_list . type: (_) @bind.type)? value: (_)? @bind.value) @declare

(if_expression condition: (_) @if.test consequence: (_) @if.then alternative: (else_clause (_) @if.else)?) @if
(match_expression value: (_) @switch.subject body: (_) @switch.body) @switch
(match_arm pattern: (match_pattern . [(tuple_pattern) (tuple_struct_pattern . (identifier) . (tuple_pattern) .)] @arm.pattern @arm.tuple condition: (_)? @arm.guard .) value: (_) @arm.body) @arm
(match_arm pattern: (match_pattern . (_) @arm.pattern @arm.binding condition: (_) @arm.guard) value: (_) @arm.body) @arm
(match_arm pattern: (match_pattern . (_) @arm.pattern @arm.binding .) value: (_) @arm.body) @arm
(match_arm pattern: (match_pattern) value: (_) @arm.body) @arm
(for_expression pattern: (_) @loop.target value: (_) @loop.of body: (_) @loop.body) @loop
(while_expression condition: (_) @loop.test body: (_) @loop.body) @loop
(loop_expression body: (_) @loop.body) @loop
(return_expression (_)? @return.value) @return
(break_expression (_) @jump.value . (#not-match? @jump.value "^'")) @jump
(break_expression) @jump
(continue_expression) @jump
(use_declaration) @import
(line_comment) @skip
(block_comment) @skip
(attribute_item) @skip
(inner_attribute_item) @skip
(macro_definition) @skip
(function_signature_item) @skip
(associated_type) @skip
(type_item name: (_) @bind.target type: (_) @bind.type) @declare
(visibility_modifier) @skip
(mutable_specifier) @skip
(type_parameters) @skip
(type_arguments) @skip
(where_clause) @skip
(lifetime) @skip
(extern_crate_declaration) @skip
(foreign_mod_item) @skip
