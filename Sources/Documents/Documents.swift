internal import CYaml
package func yamlVersion() -> Bool { var p = yaml_parser_t(); return yaml_parser_initialize(&p) == 1 }
