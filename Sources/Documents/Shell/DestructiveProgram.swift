/// Programs that do away with data: which ones, and by which of their commands.
enum DestructiveProgram {
    /// What an invocation does away with, in short (`rm -rf /srv/data`); `nil` where it harms nothing.
    static func destruction(by invocation: ShellInvocation) -> String? {
        let words = invocation.texts
        guard !words.contains(where: { $0 == "--dry-run" || $0.hasPrefix("--dry-run=") && $0 != "--dry-run=none" }),
            !words.contains("--help")
        else { return nil }
        if let disk = invocation.command.outputs.first(where: { isDisk($0.text) }) {
            return "\(invocation.name) > \(disk.text)"
        }
        guard destroys(invocation) || isForced(invocation) else { return nil }
        let shown = ([invocation.name] + words).joined(separator: " ")
        return shown.count <= 60 ? shown : String(shown.prefix(57)) + "..."
    }

    /// Whether a name is one of these; to be found behind `ssh host` and the like.
    static func isKnown(_ name: String) -> Bool { known.contains(name) || name.hasPrefix("mkfs") }

    private static let known: Set<String> = [
        "rm", "find", "shred", "wipefs", "dd", "blkdiscard", "lvremove", "vgremove", "pvremove", "zfs", "zpool",
        "btrfs",
        "truncate", "git", "terraform", "tofu", "terragrunt", "pulumi", "cdk", "helm", "aws", "gsutil", "gcloud", "az",
        "dropdb", "mysqladmin", "pg_restore", "redis-cli", "valkey-cli", "rails", "rake", "flyway", "prisma", "mongo",
        "mongosh", "php", "python", "python3", "etcdctl", "kafka-topics", "kafka-topics.sh", "crontab", "rabbitmqctl",
        "remove-item", "cryptsetup", "mongorestore", "pg_dropcluster", "bq", "kops", "curl", "consul", "vault", "mc",
        "rclone", "velero",
    ]

    private static func isDisk(_ path: String) -> Bool {
        ["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/hd", "/dev/mapper/", "/dev/disk", "/dev/md", "/dev/dm-"]
            .contains { path.hasPrefix($0) }
    }

    private static func destroys(_ invocation: ShellInvocation) -> Bool {
        let words = invocation.texts
        let operands = invocation.operands
        func says(_ wanted: String...) -> Bool { operands.starts(with: wanted) }
        switch invocation.name {
        case "rm": return removesTree(invocation)
        case "remove-item", "ri": return words.contains { $0.lowercased().hasPrefix("-rec") }
        case "rmdir", "rd", "del": return words.contains { $0.lowercased() == "/s" }
        case "find": return words.contains("-delete") || runsRemoval(words)
        case "shred", "wipefs", "blkdiscard", "lvremove", "vgremove", "pvremove", "dropdb": return true
        case "dd": return words.contains { $0.hasPrefix("of=") && isDisk(String($0.dropFirst(3))) }
        case "truncate": return invocation.has("--size=0") || words.contains("-s0") || hasPair(words, "-s", "0")
        case "zfs", "zpool": return says("destroy") || says("rollback")
        case "btrfs": return says("subvolume", "delete")
        case "cryptsetup": return says("luksErase") || says("erase")
        case "crontab": return words.contains("-r")
        case "git": return destroysByGit(words)
        case "terraform", "tofu", "terragrunt", "pulumi", "cdk":
            return operands.contains("destroy") || says("state", "rm")
                || says("apply") && (invocation.has("-destroy") || invocation.has("--destroy"))
        case "kubectl", "oc": return deletesObjects(words)
        case "helm":
            return operands.contains { ["uninstall", "delete", "del", "un"].contains($0) }
                && !says("plugin", "uninstall")
                && verb(of: words, taking: helmOptions).map { ["uninstall", "delete", "del", "un"].contains($0) }
                    == true
        case "helmfile": return operands.contains("destroy") || operands.contains("delete")
        case "docker", "podman", "nerdctl":
            return says("volume", "rm") || says("volume", "prune") || says("system", "prune")
                || says("compose", "down") && (invocation.has("--volumes") || words.contains("-v"))
        case "docker-compose", "podman-compose":
            return operands.contains("down") && (invocation.has("--volumes") || words.contains("-v"))
        case "aws": return deletesByAWS(invocation)
        case "gsutil": return operands.contains("rm") && invocation.has("--recursive", "r") || operands.contains("rb")
        case "gcloud":
            return operands.dropFirst().contains("delete")
                || says("storage", "rm") && invocation.has("--recursive", "r")
        case "az": return operands.dropFirst().contains { ["delete", "purge", "delete-batch"].contains($0) }
        case "rclone": return ["purge", "delete"].contains(operands.first ?? "")
        case "eksctl", "velero", "doctl", "kops": return operands.contains("delete")
        case "curl", "http", "https": return deletesByWeb(words)
        case "heroku": return operands.contains { ["pg:reset", "apps:destroy", "addons:destroy"].contains($0) }
        case "format": return operands.contains { $0.utf8.count == 2 && $0.hasSuffix(":") }
        default: return destroysData(invocation)
        }
    }

    /// Tools of databases, queues and frameworks.
    private static func destroysData(_ invocation: ShellInvocation) -> Bool {
        let name = invocation.name
        let words = invocation.texts.map { $0.lowercased() }
        let operands = invocation.operands
        switch name {
        case "mysqladmin": return words.contains("drop")
        case "mongorestore": return invocation.has("--drop")
        case "pg_dropcluster": return true
        case "bq": return operands.first == "rm"
        case "pg_restore": return invocation.has("--clean") || words.contains("-c")
        case "redis-cli", "valkey-cli": return words.contains { ["flushall", "flushdb"].contains($0) }
        case "mongo", "mongosh":
            let text = words.joined(separator: " ") + invocation.command.documents.map { $0.text.lowercased() }.joined()
            return ["dropdatabase(", ".drop(", "deletemany({})", ".remove({})"].contains { text.contains($0) }
        case "rails", "rake":
            return words.contains { ["db:drop", "db:reset", "db:drop:all", "db:schema:load"].contains($0) }
        case "php":
            return words.contains { ["migrate:fresh", "migrate:reset", "db:wipe", "migrate:refresh"].contains($0) }
        case "python", "python3", "manage.py", "django-admin":
            return words.contains { ["flush", "reset_db", "sqlflush"].contains($0) } && !words.contains("sqlflush")
        case "flyway": return words.contains("clean")
        case "liquibase": return words.contains("drop-all") || words.contains("dropall")
        case "prisma": return words.starts(with: ["migrate", "reset"]) || words.contains("--force-reset")
        case "mix": return words.contains("ecto.drop") || words.contains("ecto.reset")
        case "kafka-topics", "kafka-topics.sh": return words.contains("--delete")
        case "rabbitmqctl":
            return operands.contains { ["delete_queue", "purge_queue", "delete_vhost", "reset"].contains($0) }
        case "etcdctl": return operands.first == "del"
        case "consul": return operands.starts(with: ["kv", "delete"])
        case "vault":
            return operands.starts(with: ["kv", "destroy"]) || operands.starts(with: ["kv", "metadata", "delete"])
        case "mc": return ["rm", "rb"].contains(operands.first ?? "") && invocation.has("--recursive", "r")
        default: return name.hasPrefix("mkfs")
        }
    }

    /// A whole tree, or whatever another command lists; what is only temporary may go.
    private static func removesTree(_ invocation: ShellInvocation) -> Bool {
        guard invocation.isFed || invocation.has("--recursive", "r") || invocation.has("--recursive", "R") else {
            return false
        }
        if invocation.isFed { return true }
        let targets = invocation.operands
        return targets.isEmpty || !targets.allSatisfy(isTemporary)
    }

    private static func isTemporary(_ path: String) -> Bool {
        if path.contains("..") { return false }
        let lower = path.lowercased()
        if ["/tmp/", "/var/tmp/", "$tmp", "${tmp", "./tmp/"].contains(where: lower.hasPrefix) { return true }
        let last = lower.split(separator: "/").last ?? ""
        return ["node_modules", "__pycache__", ".terraform"].contains(last)
    }

    /// A request by the method DELETE: `-X DELETE`, `-XDELETE`, `--request=DELETE`; with HTTPie the method is a word.
    private static func deletesByWeb(_ words: [String]) -> Bool {
        words.contains { ["-XDELETE", "--request=DELETE", "DELETE"].contains($0) }
    }

    private static func runsRemoval(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { option, next in
            ["-exec", "-execdir", "-ok"].contains(option) && ["rm", "/bin/rm", "shred"].contains(next)
        }
    }

    private static func hasPair(_ words: [String], _ option: String, _ value: String) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == option && $1 == value }
    }

    private static func destroysByGit(_ words: [String]) -> Bool {
        let verb = verb(of: words, taking: ["-C", "-c"])
        // What was never committed is nowhere else.
        if verb == "clean" {
            return words.contains { $0 == "--force" || !$0.hasPrefix("--") && $0.hasPrefix("-") && $0.contains("f") }
        }
        guard verb == "push" else { return false }
        return words.contains { word in
            ["--force", "--mirror", "--delete", "--prune"].contains(word)
                || word.hasPrefix("+") && word.count > 1
                || word.hasPrefix("-") && !word.hasPrefix("--") && word.dropFirst().contains { "fd".contains($0) }
        } || words.contains { $0.hasPrefix(":") && $0.count > 1 }
    }

    private static let kubectlOptions: Set<String> = [
        "-n", "--namespace", "--context", "--kubeconfig", "--cluster", "--user", "-s", "--server", "--token", "--as",
    ]
    private static let helmOptions: Set<String> = ["-n", "--namespace", "--kube-context", "--kubeconfig"]

    /// Pods come back by themselves; what else is deleted does not.
    private static func deletesObjects(_ words: [String]) -> Bool {
        guard verb(of: words, taking: kubectlOptions) == "delete", let index = words.firstIndex(of: "delete"),
            index + 1 < words.count
        else {
            return false
        }
        let taking = kubectlOptions.union(["-l", "--selector", "-c", "--grace-period", "--timeout", "--field-selector"])
        let kind =
            verb(of: Array(words[(index + 1)...]), taking: taking)?.split(separator: "/").first.map(String.init) ?? ""
        return !["pod", "pods", "po"].contains(kind)
    }

    /// The first word that is neither an option nor its value.
    private static func verb(of words: [String], taking options: Set<String>) -> String? {
        var index = 0
        while index < words.count {
            if options.contains(words[index]) {
                index += 2
            } else if words[index].hasPrefix("-") {
                index += 1
            } else {
                return words[index]
            }
        }
        return nil
    }

    private static func deletesByAWS(_ invocation: ShellInvocation) -> Bool {
        let operands = invocation.operands
        if operands.contains("s3") {
            return operands.contains("rm") && invocation.has("--recursive") || operands.contains("rb")
        }
        let harmless: Set<String> = ["delete-message", "delete-message-batch", "delete-tags", "delete-alarms"]
        return operands.prefix(6).contains { word in
            !harmless.contains(word)
                && ["delete-", "terminate-", "purge-", "batch-delete-"].contains { word.hasPrefix($0) }
        }
    }

    /// Programs whose `--force` overrides no guard of data.
    private static let forcedHarmlessly: Set<String> = [
        "npm", "yarn", "pnpm", "npx", "pip", "pip3", "composer", "php", "artisan", "brew", "apt", "apt-get", "yum",
        "dnf", "cp",
        "ln", "mv", "gzip", "gunzip", "bundle", "gem", "cargo", "ansible-galaxy", "pre-commit", "logrotate", "rm",
        "echo",
        "printf", "grep", "systemctl", "mysql", "mysqladmin", "mkdir", "snap", "gpg", "tsc", "git", "useradd",
        "groupadd",
        "initctl", "dpkg", "rpm", "kill", "chmod", "umount", "certbot", "make", "cat", "sed", "awk", "man", "which",
    ]

    /// `--force`, which most tools take to pass over the question whether that is meant.
    private static func isForced(_ invocation: ShellInvocation) -> Bool {
        invocation.has("--force") && !forcedHarmlessly.contains(invocation.name)
    }
}
