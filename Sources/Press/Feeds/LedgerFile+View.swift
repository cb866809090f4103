import News

extension LedgerFile: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        switch self {
        case .json(let ledger):
            PageContent(bytes: Self.json(ledger, newspaper), mediaType: "application/json", caching: .list)
        case .signed(let ledger, let key):
            PageContent(
                bytes: key.sign(Self.json(ledger, newspaper)),
                mediaType: "application/jose",
                caching: .list
            )
        case .keys(let key):
            PageContent(
                bytes: JSONValue.members(["keys": .array([key.publicKey])]).bytes,
                mediaType: "application/jwk-set+json",
                caching: .list
            )
        }
    }

    private static func json(_ ledger: PublicLedger, _ newspaper: Newspaper) -> [UInt8] {
        JSONValue.members([
            "newspaper": .string(newspaper.site.name), "url": .string(newspaper.absolute(.ledger)),
            "computed": .string(RFC3339.write(ledger.at, zone: newspaper.zone)),
            "zone": .string(newspaper.zone.identifier),
            "months": .array(ledger.months.map { json($0) }),
            "waiting": .members([
                "replies": json(ledger.open[.reply], newspaper), "complaints": json(ledger.open[.complaint], newspaper),
                "unverified_reports": json(ledger.unverified, newspaper),
            ]),
        ]).bytes
    }

    private static func json(_ month: PublicLedger.Month) -> JSONValue {
        .members([
            "month": .string(String(month.first.description.prefix(7))),
            "corrections": .integer(month.corrections), "clarifications": .integer(month.clarifications),
            "median_seconds_to_correct": month.secondsToCorrect.map { .integer($0) },
            "withdrawals": .integer(month.withdrawals.values.reduce(0, +)),
            "withdrawals_by_ground": .object(
                Story.Withdrawal.Ground.allCases.compactMap { ground in
                    month.withdrawals[ground].map { JSONValue.Member(key: ground.rawValue, value: .integer($0)) }
                }
            ),
            "unverified_reports": .integer(month.reports), "verified_reports": .integer(month.verified),
            "replies": json(month.grievances[.reply]), "complaints": json(month.grievances[.complaint]),
        ])
    }

    private static func json(_ decisions: PublicLedger.Decisions?) -> JSONValue? {
        decisions.map { decisions in
            .members([
                "received": .integer(decisions.received), "granted": .integer(decisions.granted),
                "refused": .integer(decisions.refused), "answered": .integer(decisions.answered),
                "dismissed": .integer(decisions.dismissed), "lapsed": .integer(decisions.lapsed),
                "late": .integer(decisions.late),
                "median_seconds_to_decide": decisions.secondsToDecide.map { .integer($0) },
            ])
        }
    }

    private static func json(_ waiting: PublicLedger.Waiting?, _ newspaper: Newspaper) -> JSONValue? {
        waiting.map { waiting in
            .members([
                "count": .integer(waiting.count), "late": .integer(waiting.late),
                "oldest": waiting.oldest.map { .string(RFC3339.write($0, zone: newspaper.zone)) },
            ])
        }
    }
}
