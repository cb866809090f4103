import News

extension Newspaper {
    /// Rows under the days on which they are, in the newspaper's zone.
    /// - Parameters:
    ///   - rows: In their order.
    ///   - time: Of a row.
    ///   - view: What a template sees of a row.
    func byDay<Row>(_ rows: [Row], at time: (Row) -> Timestamp, _ view: (Row) -> View) -> [View] {
        var days: [(day: CivilDay, rows: [View])] = []
        for row in rows {
            let day = zone.civil(time(row)).day
            if days.last?.day == day {
                days[days.count - 1].rows.append(view(row))
            } else {
                days.append((day, [view(row)]))
            }
        }
        return days.map { ["day": strings.day($0.day), "datetime": $0.day.description, "rows": $0.rows] }
    }

    /// The form that narrows a list to a section and a day.
    func filters(to address: Address, _ sections: [Section], _ section: Section?, _ day: CivilDay?) -> View {
        var view: View = [
            "action": address.path,
            "sections": sections.map { choice -> View in
                var view: View = ["name": choice.name, "slug": choice.slug.rawValue]
                view.flag("current", choice == section)
                return view
            },
        ]
        view.set("day", day?.description)
        view.flag("all_selected", section == nil)
        return view
    }
}
