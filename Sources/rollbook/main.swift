import RollbookCommands

await runRollbook()
