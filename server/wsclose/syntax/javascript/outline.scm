; What only JavaScript's grammar has, beside common.scm.

(field_definition property: (_) @bind.target value: (_)? @bind.value) @declare
(formal_parameters (assignment_pattern left: (_) @parameter.name right: (_) @parameter.default) @parameter)
(call_expression function: (_) @call.callee arguments: (_) @call.arguments) @call
(new_expression constructor: (_) @call.callee arguments: (_)? @call.arguments) @new
