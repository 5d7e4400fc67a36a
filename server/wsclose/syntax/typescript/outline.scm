; What TypeScript adds to JavaScript.

(variable_declarator name: (_) @bind.target type: (_) @bind.type value: (_)? @bind.value) @declare
(public_field_definition name: (_) @bind.target type: (_)? @bind.type value: (_)? @bind.value) @declare
(property_signature name: (_) @bind.target type: (_)? @bind.type) @declare
(required_parameter pattern: (_) @parameter.name type: (_)? @parameter.type value: (_)? @parameter.default) @parameter
(optional_parameter pattern: (_) @parameter.name type: (_)? @parameter.type value: (_)? @parameter.default) @parameter
(as_expression . (_) @cast.of . (_) @cast.type) @cast
(satisfies_expression . (_) @cast.of . (_) @cast.type) @cast
(enum_declaration name: (_) @class.name body: (_) @class.body) @enum
(enum_assignment name: (_) @bind.target value: (_) @bind.value) @declare
(abstract_class_declaration name: (_) @class.name body: (_) @class.body) @class
(interface_declaration name: (_) @class.name body: (_) @class.body) @interface
(type_alias_declaration name: (_) @class.name value: (object_type) @class.body) @class
(type_alias_declaration name: (_) @bind.target value: [(type_identifier) (nested_type_identifier) (generic_type) (member_expression)] @bind.type) @declare
(type_alias_declaration name: (_) @bind.target value: (union_type . [(type_identifier) (nested_type_identifier) (generic_type)] @bind.type)) @declare
(type_alias_declaration name: (_) @bind.target value: (intersection_type) @bind.type) @declare
(type_alias_declaration name: (_) @bind.target value: (union_type (literal_type (number)) .) @bind.value) @declare
(union_type (literal_type (number)) .) @sequence
(type_annotation) @skip
(type_arguments) @skip
(type_parameters) @skip
(predefined_type) @skip
(interface_body (method_signature name: (_) @function.name parameters: (_) @function.parameters return_type: (type_annotation [(type_identifier) (nested_type_identifier) (union_type)]) @function.returns) @function)
(method_signature) @skip
(function_signature) @skip
(import_alias) @skip
(accessibility_modifier) @skip
(call_expression function: (_) @call.callee type_arguments: (_)? @call.types arguments: (_) @call.arguments) @call
(new_expression constructor: (_) @call.callee type_arguments: (_)? @call.types arguments: (_)? @call.arguments) @new
(function_declaration name: (_) @function.name parameters: (_) @function.parameters return_type: (_) @function.returns body: (_) @function.body) @function
(generator_function_declaration name: (_) @function.name parameters: (_) @function.parameters return_type: (_) @function.returns body: (_) @function.body) @function
(method_definition name: (_) @function.name parameters: (_) @function.parameters return_type: (_) @function.returns body: (_) @function.body) @function
(arrow_function parameters: (_) @function.parameters return_type: (_) @function.returns body: (_) @function.body) @function
