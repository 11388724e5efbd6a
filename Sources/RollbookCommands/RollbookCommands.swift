// RollbookCommands
