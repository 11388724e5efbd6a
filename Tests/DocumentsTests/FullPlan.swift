/// A plan that uses every key of every record.
let fullPlan = """
    schema: 1
    id: payments-2.4.0
    services: [payments, ledger]
    service: gateway
    version: "2.4.0"
    previous_version: "2.3.5"
    title: Split the ledger
    summary: Moves *accounts* into a ledger of their own.
    environment: production-eu
    change: normal
    kind: planned
    criticality: C2
    status: approved
    author: Mika Author
    supersedes: payments-2.3.9
    aliases: [pay-2.4]
    tags: [ledgertag, "moved|money"]
    readiness:
      decision: go
      decided_by: Release manager Rana
      decided_at: 2026-03-12T15:00:00Z
      gates: [{name: Integration tests, result: passed, evidence: "https://ci.example/1"}]
      scope: Ledger in, reports out.
      changes: [{summary: Ledger writer, commit: 1f2e3d4, committed_at: 2026-03-02T10:00:00+02:00, link: "https://git.example/1"}]
    window:
      start: 2026-03-14T22:00:00Z
      end: 2026-03-15T00:00:00Z
      rollback_deadline: 2026-03-14T23:30:00Z
    risk:
      level: high
      user_impact: moderate
      rollback_complexity: complex
      data_change: additive
      downtime_allowed: brief
      factors: [The ledger is written by three services]
    strategy:
      pattern: blue-green
      rationale: High risk asks for a way back in minutes.
      alternatives: [{pattern: canary, why_not: Too little traffic at night}]
      stages: [{name: First slice, traffic: 5%, soak: 10m, advance_when: "5xx < 0.5%"}]
    migrations:
      - id: add-ledger-accounts
        title: Add the accounts table
        database: ledgerdb
        operation: add-table
        breaking: false
        pattern: expand-contract
        stage: expand
        expands: payments-2.3.5#prepare-accounts
        script: migrations/0042.sql
        command: psql -f 0042.sql ledger
        shell: console
        expected: CREATE TABLE
        verify: '`accounts` shows five columns'
        lock_timeout: 5s
        duration: 2m
        reversible: with-data-loss
        destructive: true
        point_of_no_return: true
        forward_fix: Reload from the archive.
        notes: The table is empty afterwards.
        rollback:
          command: psql -f 0042-down.sql ledger
          expected: DROP TABLE
          verify: {command: psql -c describe, expect: relation is gone}
          tested: {at: 2026-03-10, environment: staging, duration: 40s, evidence: "https://ci.example/2"}
    phases:
      - kind: deployment
        id: cutover
        title: App deployment
        offset: T+20m
        go_no_go: {owner: lead, criteria: [Error budget above 20 %]}
        notes: Nobody else deploys meanwhile.
        steps:
          - id: switch-traffic
            title: Switch traffic to green
            owner: deployer
            run_on: bastion
            command: ./switch green --image %{image}
            manual: Watch the *board* meanwhile.
            shell: sql
            expected: Green serves everything
            verify: {command: curl -fsS version, expect: says the new one}
            duration: 5m
            timeout: 12m
            on_failure: rollback
            destructive: true
            point_of_no_return: true
            migration: add-ledger-accounts
            notes: Do not close the terminal.
            aliases: [cut-over]
    rollback:
      method: traffic-switch
      decision: {primary: Dana Decider, backup: Iris Second, escalation: Head of platform, decide_within: 6m}
      estimated: 3m
      not_possible_after: switch-traffic
      triggers:
        - id: errors
          when: http_5xx_ratio > 2% for 5m
          dashboard: https://graphs.example/errors
        - id: latency
          metric: p99_latency
          comparator: ">"
          threshold: 800
          unit: ms
          for: 10m
          scope: all regions
          query: histogram_quantile(0.99, rate)
          dashboard: https://graphs.example/latency
          action: auto-rollback
      steps: [{id: switch-back, title: Switch traffic back, owner: deployer, command: ./switch blue, expected: Blue serves, verify: look at it, duration: 2m}]
      rehearsed: {at: 2026-03-11, environment: preprod, duration: 2m40s, evidence: "https://ci.example/3"}
    monitoring: {soak: 60m, metrics: [{name: 5xx share, source: "https://graphs.example/5xx", normal: "< 0.2%", warning: 1%, critical: 2%}]}
    roles:
      - {role: lead, person: Dana, backup: Liam, contact: "#pay-ops", duty: Decides and coordinates}
      - {role: deployer, person: Noor}
    communications: [{at: T-24h, audience: Support crew, channel: "#support", message: Expect *slow* pages.}]
    flags: [{name: new-ledger, at_deploy: 0%, rollout: [5%, 50%, 100%]}]
    reviews: [{person: Iris, role: sre, decision: approved, at: 2026-03-12, digest: abcdef12}]
    checklists: [deployment-checklist, rollback-checklist]
    references: [{title: Change record, url: "https://change.example/7"}]
    waivers: [{rule: rollback-not-rehearsed, reason: Same switch as last week, by: Waltraud}]
    notes:
      window: "Said of window, *0*."
      risk: "Said of risk, *1*."
      migrations: "Said of migrations, *2*."
      phases: "Said of phases, *3*."
      rollback: "Said of rollback, *4*."
      monitoring: "Said of monitoring, *5*."
      roles: "Said of roles, *6*."
      communications: "Said of communications, *7*."
      flags: "Said of flags, *8*."
      reviews: "Said of reviews, *9*."
      checklists: "Said of checklists, *10*."
      references: "Said of references, *11*."
      waivers: "Said of waivers, *12*."
    sections: [{id: customer-impact, title: Customer impact, body: Slow pages., fields: {severity: minor}}]
    vars: {image: "registry.example/pay:2.4.0"}
    """
