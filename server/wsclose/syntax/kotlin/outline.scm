; Kotlin. What each name means to the outline: see reader.py.

(object_literal (delegation_specifiers (delegation_specifier (constructor_invocation (user_type) @call.callee @class.base (value_arguments) @call.arguments))) (class_body) @class.body) @anonymous
(object_literal (delegation_specifiers (delegation_specifier (user_type) @call.callee @class.base)) (class_body) @class.body) @anonymous
(call_expression . (call_expression) @call.outer (annotated_lambda) @call.arguments) @call
(call_expression . (_) @call.callee (type_arguments)? @call.types (value_arguments)? @call.arguments (annotated_lambda)? @call.arguments) @call
; `callbackFlow<Event> { ... }`, `inject<Api>(name)`: for the grammar a comparison of comparisons, which Kotlin has not
(binary_expression left: (binary_expression left: (_) @call.callee operator: "<" right: (_) @call.types) operator: ">" right: [(lambda_literal) (parenthesized_expression)] @call.arguments) @call
(constructor_invocation (user_type) @call.callee (value_arguments) @call.arguments) @new
(value_argument (identifier) @argument.name "=" (_) @argument.value) @argument
(index_expression . (_) @index.of . (_) @index.key) @index
(binary_expression left: (_) @either.of operator: "?:" right: (_) @either.of) @either
(binary_expression left: (_) @operation.of operator: _ @operation.sign right: (_) @operation.of) @operation
(in_expression left: (_) @operation.of ["in" "!in"] @operation.sign right: (_) @operation.of) @operation
(range_expression (_) @operation.of . _ @operation.sign . (_) @operation.of) @operation
(infix_expression . (_) @operation.of . (identifier) @operation.sign . (_) @operation.of) @operation
(unary_expression operator: ["!" "-"] @operation.sign argument: (_) @operation.of) @operation
(as_expression left: (_) @cast.of right: (_) @cast.type) @cast
(is_expression left: (_) @cast.of "is" right: (_) @cast.type) @cast
(is_expression left: (_) @operation.of "!is" @operation.sign right: (_) @operation.of) @operation

(property_declaration (variable_declaration . (identifier) @bind.target .) "=" . [(call_expression . (identifier) . (type_arguments) . (value_arguments)) (binary_expression left: (binary_expression) right: (parenthesized_expression))] @bind.type @bind.value (#match? @bind.value "^\\w*(List|Map|Set|Deque|Queue|Deferred|StateFlow|Reference|Future)(Of)?<")) @declare
(property_declaration (variable_declaration . (identifier) @bind.target . (_)? @bind.type) "=" . (_) @bind.value) @declare
(property_declaration (multi_variable_declaration) @bind.target . (_) @bind.value) @declare
(property_declaration (variable_declaration . (identifier) @bind.target . (_)? @bind.type) (getter (function_body) @bind.value)) @declare
(property_declaration (variable_declaration . (identifier) @bind.target . (_)? @bind.type) (property_delegate (_) @bind.value)) @declare
(property_declaration (variable_declaration . (identifier) @bind.target . (_)? @bind.type)) @declare
(multi_variable_declaration) @sequence
(collection_literal) @sequence
(class_parameter (identifier) @bind.target . (_) @bind.type "=" (_) @bind.value) @declare
(class_parameter (identifier) @bind.target . (_) @bind.type) @declare
(assignment left: (_) @bind.target operator: _ @bind.sign right: (_) @bind.value) @bind
(unary_expression argument: (_) @bind.target operator: ["++" "--"] @bind.sign) @bind

(function_declaration
  (modifiers [(annotation [(user_type) (constructor_invocation)] @function.decorator) _]*)?
  [(user_type) (nullable_type)]? @function.owner . name: (_) @function.name
  (function_value_parameters) @function.parameters . [(user_type) (nullable_type)]? @function.returns
  (function_body "=" . (_) @function.body @function.tail)) @function
(function_declaration
  (modifiers [(annotation [(user_type) (constructor_invocation)] @function.decorator) _]*)?
  [(user_type) (nullable_type)]? @function.owner . name: (_) @function.name
  (function_value_parameters) @function.parameters . [(user_type) (nullable_type)]? @function.returns
  (function_body (block) @function.body)?) @function
(anonymous_function (function_value_parameters) @function.parameters (function_body (_) @function.body)) @function
(lambda_literal "{" @function.implicit (lambda_parameters)? @function.parameters (_)* @function.body) @function
(lambda_parameters) @skip
(function_value_parameters (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter . "=" . (_) @parameter.default)
(parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter
(lambda_parameters (variable_declaration . (identifier) @parameter.name . (_)? @parameter.type) @parameter)

(class_declaration (modifiers (class_modifier "enum")) name: (_) @class.name (enum_class_body) @class.body) @enum
(class_declaration name: (_) @class.name (class_body)? @class.body) @class
(object_declaration name: (_) @class.name (class_body) @class.body) @class
(enum_entry . (modifiers)? . (identifier) @bind.target (value_arguments (value_argument (number_literal) @bind.value))) @declare
(enum_entry . (modifiers)? . (identifier) @bind.target (value_arguments . (value_argument (_) @bind.value .))) @declare
(enum_entry . (modifiers)? . (identifier) @bind.target) @declare

(if_expression condition: (_) @if.test . (_) @if.then "else" (_) @if.else) @if
(if_expression condition: (_) @if.test . (_) @if.then .) @if
(if_expression condition: (_) @if.test) @if
(when_expression (when_subject (variable_declaration . (identifier) @switch.alias) (_) @switch.subject)) @switch
(when_expression (when_subject . (_) @switch.subject .)) @switch
(when_expression) @switch
(when_entry condition: (_) @arm.pattern) @arm
(when_entry) @arm
(type_test (_) @cast.type) @cast
(for_statement (variable_declaration (identifier) @loop.target) . (_) @loop.of . (_) @loop.body) @loop
(for_statement (multi_variable_declaration) @loop.target . (_) @loop.of . (_) @loop.body) @loop
(while_statement condition: (_) @loop.test . (_) @loop.body) @loop
(do_while_statement (block) @loop.body condition: (_) @loop.test) @loop
(try_expression . (block) @try.body) @try
(catch_block . (identifier) @catch.name . (_) @catch.type (block) @catch.body) @catch
(finally_block (block) @finally.body) @finally
(return_expression label: (_) . (_)? @return.value) @return
(return_expression !label . (_)? @return.value) @return
((identifier) @jump (#any-of? @jump "break" "continue"))
((labeled_expression . (label) @jump.label) @jump (#any-of? @jump.label "break@" "continue@"))
(throw_expression (_) @raise.value) @raise
(import) @import
(package_header) @import
(line_comment) @skip
(block_comment) @skip
(modifiers) @skip
(type_alias) @skip
(type_arguments) @skip
(type_parameters) @skip
(function_type) @skip
(file_annotation) @skip
