import Testing

@testable import Documents

/// Commands that do away with data, and commands that only look so.
@Suite struct DestructiveProgramTests {
    private func destructions(_ command: String) -> [String] {
        let text = CommandText(.value(Located(command)))
        let sql = text.sql.flatMap { sql in
            var review = SQLReview(dialect: sql.dialect)
            review.review(sql.text)
            return review.destroyed.map(\.statement)
        }
        return text.invocations.compactMap(DestructiveProgram.destruction) + sql
    }

    @Test(arguments: [
        ("Remove-Item C:\\inetpub\\old -Recurse", "powershell", "remove-item C:\\inetpub\\old -Recurse"),
        ("rd /s /q C:\\data\\x", "cmd", "rd /s /q C:\\data\\x"), ("rm -rf /srv/a\\ b", "bash", "rm -rf /srv/a b"),
    ])
    func whatIsShownIsWhatIsWritten(_ command: String, _ shell: String, _ shown: String) {
        let text = CommandText(.value(Located(command)), shell: shell)
        #expect(text.invocations.compactMap(DestructiveProgram.destruction) == [shown])
    }

    @Test(arguments: [
        "rm -rf /srv/app/releases/2.3.5", "rm -r -f data", "rm -fR ./old", "rm --recursive --force /opt/x",
        "sudo rm -rf /var/lib/app", "cd /srv && rm -rf data", "ssh db-1 'rm -rf /srv/pg/14'",
        "ssh -p 22 db-1 rm -rf /srv/pg/14",
        "bash -c \"rm -rf /srv/x\"", "find /var/log/app -mtime +30 -delete", "find . -name '*.bak' -exec rm {} +",
        "ls *.gz | xargs rm", "kubectl exec -n pay web-0 -- rm -rf /cache", "if [ -d x ]; then rm -rf x; fi",
        "ssh db-1 <<EOF\nrm -rf /srv/x\nEOF", "echo $(rm -rf /srv/x)", "mkfs.ext4 /dev/sdb1",
        "dd if=/dev/zero of=/dev/sda bs=1M",
        "shred -u secrets.txt", "wipefs -a /dev/sdb", "zfs destroy tank/data", "truncate -s 0 /var/lib/app/queue.db",
        "git push --force origin main", "git push -f", "git push origin +main", "git -C repo push --delete origin v2",
        "terraform destroy -auto-approve", "terraform -chdir=infra apply -destroy", "terragrunt run-all destroy",
        "pulumi destroy --yes",
        "kubectl delete namespace pay", "kubectl --context eu -n pay delete pvc/data-0", "oc delete project pay",
        "kubectl delete -n pay -f pay.yaml",
        "helm uninstall pay", "helm --kube-context eu -n pay delete pay-blue", "aws s3 rm --recursive s3://bucket/x",
        "aws s3 rb s3://bucket --force", "aws rds delete-db-instance --db-instance-identifier x",
        "aws --profile p ec2 terminate-instances --instance-ids i",
        "gsutil -m rm -r gs://bucket/x", "gcloud compute instances delete web-1", "docker volume rm data",
        "docker compose down -v",
        "dropdb shop", "pg_restore --clean -d shop dump", "redis-cli -h cache FLUSHALL",
        "mongosh shop --eval 'db.dropDatabase()'",
        "bundle exec rails db:drop", "php artisan migrate:fresh", "npx prisma migrate reset", "flyway clean",
        "crontab -r",
        "./ops/switch green --force", "psql -c 'DROP TABLE orders'", "psql shop -Atc \"TRUNCATE orders\"",
        "mysql -e 'DELETE FROM carts'",
        "mysql -uroot --execute='DROP DATABASE shop'", "psql <<'SQL'\nDROP SCHEMA shop CASCADE;\nSQL",
        "echo 'drop table t' | psql",
        "docker exec -i db psql -U app -c 'DELETE FROM carts;'", "sqlite3 shop.db 'DROP TABLE orders'",
        "cat /dev/zero > /dev/nvme0n1",
        "psql -c \"ALTER TABLE orders DROP COLUMN \\\"Total\\\"\"", "timeout 5m env X=1 rm -rf /srv/x",
        "DROP TABLE orders;",
        "git clean -fdx", "terraform state rm aws_s3_bucket.x",
        "ansible all -b -a 'rm -rf /srv/x'", "salt '*' cmd.run 'rm -rf /srv/x'",
        "knife ssh role:web 'sudo rm -rf /srv/x'",
        "cat <<EOF | psql shop\nDROP TABLE x;\nEOF", "sqlplus app@db <<'EOF'\nDROP TABLE x;\nEOF",
        "Invoke-Sqlcmd -Query \"DROP DATABASE x\"", "cat <<EOF | ssh db-1 bash\nrm -rf /srv/x\nEOF",
        "curl -X DELETE https://es:9200/orders", "curl -fsS -XDELETE es:9200/orders", "heroku pg:reset -a shop",
        "mongorestore --drop dump", "pg_dropcluster 14 main", "bq rm -r -f ds", "kops delete cluster x --yes",
        "format D: /q",
        "PGOPTIONS='-c x' psql -c 'TRUNCATE t'", "sudo -u postgres psql -c 'drop database shop'",
    ])
    func dataIsGone(_ command: String) {
        #expect(destructions(command).count == 1)
    }

    @Test(arguments: [
        "ansible all -m git -a 'repo=x dest=/srv/x'", "curl -X POST https://x/DELETE", "heroku pg:psql -c 'select 1'",
        "cat <<EOF | tee x\nDROP TABLE x;\nEOF", "sqlplus app@db @report.sql", "mongorestore dump",
        "rm /run/app.pid", "rm -f lock", "rm -rf /tmp/build-123", "rm -rf \"$TMPDIR/x\"", "rm -rf node_modules",
        "echo 'rm -rf /srv'", "grep -r 'DROP TABLE' migrations", "# rm -rf /srv/data\nls",
        "cat <<EOF\nrm -rf /srv\nEOF", "ls -rf",
        "find . -name '*.sql' -print", "find . -exec grep -l rm {} +", "dd if=/dev/sda of=backup.img",
        "dd if=a of=/dev/null",
        "git push origin main", "git push --force-with-lease", "git fetch --force", "git rm -r old",
        "terraform plan -destroy -out x",
        "terraform plan", "terraform apply tfplan", "kubectl delete pod web-0", "oc delete -n \"$NS\" pod -l app=x",
        "kubectl delete deploy web --dry-run=client",
        "kubectl get pods -l app=delete", "kubectl rollout undo deploy/web", "helm upgrade pay charts/pay", "helm list",
        "aws s3 rm s3://bucket/one-object", "aws s3 cp a s3://b", "aws sqs delete-message --queue-url x",
        "docker rm web", "aws s3 sync site s3://bucket --delete", "git clean -n",
        "git reset --hard origin/main", "terraform state list",
        "docker compose down", "docker run --rm alpine ls", "psql -c 'SELECT 1'",
        "psql -c 'DELETE FROM carts WHERE id = 7'",
        "psql -c 'DROP INDEX CONCURRENTLY orders_idx'", "mysql -e 'UPDATE t SET a = 1 WHERE id = 2'",
        "npm install --force",
        "php artisan migrate --force", "cp --force a b", "./tool --force=false",
        "rsync -a --delete dist/ host:/srv/www",
        "psql -c \"SELECT 'DROP TABLE orders'\"", "pg_restore -d shop dump", "truncate -s 10G disk.img",
        "redis-cli GET key",
        "helm uninstall --dry-run pay", "psql -c 'CREATE TABLE t (id int); DROP TABLE t'",
        "watch -n 5 'kubectl get pods'",
        "a=$((1 << 2)); echo $a", "case $x in delete) echo rm -rf ;; esac", "apt-get install mysql-client",
        "git log --grep=rm",
    ])
    func nothingIsLost(_ command: String) {
        #expect(destructions(command) == [])
    }

    /// A second lot, written when the code was done.
    @Test(arguments: [
        "for host in a b; do ssh $host 'sudo rm -rf /srv/app'; done", "while read f; do rm -rf \"$f\"; done < list",
        "rm -rf -- /srv/old", "/bin/rm -rf /srv/old", "rm -rf \"${APP_HOME}/cache\"", "rm -rf /tmp/../srv",
        "kubectl -n db exec -it pg-0 -- psql -U postgres -c \"DROP DATABASE shop\"", "kubectl delete --all pvc -n shop",
        "terraform apply -destroy -target=module.db", "aws dynamodb delete-table --table-name t",
        "aws s3 rm s3://b/x --recursive",
        "psql \"$DSN\" <<< 'TRUNCATE orders;'",
        "PGPASSWORD=x psql -h db -d shop --command='delete from orders where true'",
        "mysql -h db shop -Ne \"drop table orders\"", "docker system prune -af --volumes",
        "git push origin :old-branch",
        "helm --namespace pay uninstall pay-blue --wait", "set -e; cd infra; terraform destroy",
        "test -d x && rm -r x || true",
        "su - postgres -c 'dropdb shop'", "nohup find /srv -type f -delete &",
        "gcloud sql instances delete db-1 --quiet",
        "psql -c \"BEGIN; DELETE FROM a; COMMIT;\"", "zcat dump.sql.gz | pg_restore -c -d shop",
    ])
    func dataIsGoneAgain(_ command: String) {
        #expect(destructions(command).count == 1)
    }

    @Test(arguments: [
        "kubectl get pvc -n shop --no-headers | grep delete", "echo DROP TABLE orders | tee notes.txt",
        "printf 'rm -rf %s' x",
        "cat <<'SQL' > later.sql\nDROP TABLE orders;\nSQL", "rm -f ./a.log ./b.log", "rmdir empty",
        "git branch -f main HEAD~1",
        "git checkout --force main", "helm rollback pay 12", "terraform state list", "aws rds describe-db-instances",
        "aws ec2 create-tags --tags Key=delete-me", "curl -fsS https://example.org/delete", "ssh host 'ls -la /srv'",
        "psql -c \"DELETE FROM a WHERE id IN (SELECT id FROM b)\"", "psql -c 'EXPLAIN DELETE FROM a'",
        "docker ps --filter name=rm",
        "mysqldump shop > dump.sql", "kubectl scale deploy web --replicas=0",
        "kubectl apply --force-conflicts -f x.yaml",
        "find . -name delete", "dd if=/dev/urandom of=/srv/file bs=1M count=1", "tar --delete -f a.tar b; ls",
        "sed -i 's/DROP TABLE//' x.sql", "./rm-old --list", "redis-cli --scan --pattern 'flushall*'",
    ])
    func nothingIsLostAgain(_ command: String) {
        #expect(destructions(command) == [])
    }
}
