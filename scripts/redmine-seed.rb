# Sets up Redmine as a company that uses Perennial does (docs/ticketing-redmine.md). Prints its keys as JSON.
Setting.rest_api_enabled = '1'

project = Project.create!(name: 'Cases', identifier: 'cases', trackers: Tracker.all, enabled_module_names: ['issue_tracking'])
# A tracker made after the field, for which the field was not enabled.
crooked = Project.create!(name: 'Crooked', identifier: 'crooked', trackers: [], enabled_module_names: ['issue_tracking'])
field = { field_format: 'string', is_filter: true, trackers: Tracker.all }
IssueCustomField.create!(name: 'ExternalId', projects: [project, crooked], **field)
everywhere = IssueCustomField.create!(name: 'Everywhere', is_for_all: true, **field)

crooked.trackers << Tracker.create!(name: 'Task', default_status: IssueStatus.sorted.first)

# A status that exists and that the workflow does not allow.
def role(name, permissions)
  Role.create!(name: name, permissions: permissions, issues_visibility: 'all').tap do |role|
    Tracker.all.to_a.product(IssueStatus.all.to_a, IssueStatus.where.not(name: 'Rejected').to_a).each do |tracker, from, to|
      WorkflowTransition.create!(role: role, tracker: tracker, old_status: from, new_status: to) unless from == to
    end
  end
end

def member(projects, login, role)
  user = User.new(firstname: login, lastname: 'Test', mail: "#{login}@example.com", language: 'en')
  user.login = login
  user.password = SecureRandom.hex
  user.save!
  projects.each { |project| Member.create!(project: project, principal: user, roles: [role]) }
  user
end

rights = %i[view_issues add_issues edit_issues add_issue_notes set_notes_private]
us = member([project, crooked], 'perennial', role('Perennial', rights))
indiscreet = member([project, crooked], 'indiscreet', role('Indiscreet', rights - [:set_notes_private]))
colleague = member([project, crooked], 'colleague', role('Engineer', rights + %i[view_private_notes delete_issues]))

puts JSON.generate(
  everywhere: everywhere.id, colleague: { id: colleague.id, key: colleague.api_key },
  us: us.api_key, indiscreet: indiscreet.api_key
)
