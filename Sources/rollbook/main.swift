import Documents
print("rollbook", yamlVersion())
