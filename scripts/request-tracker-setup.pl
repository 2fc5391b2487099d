# Sets up a fresh database as an administrator does for Perennial (docs/ticketing-request-tracker.md), with a colleague and a customer. Writes
# names and tokens to the given file.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use JSON ();
use RT -init;

my $queue_name = 'Key Accounts';

sub made {
    my ($what, $ok, $message) = @_;
    die "$what: $message\n" unless $ok;
    return $ok;
}

my $queue = RT::Queue->new(RT->SystemUser);
made('queue', $queue->Create(Name => $queue_name));

my $field = RT::CustomField->new(RT->SystemUser);
made('custom field', $field->Create(Name => 'ExternalId', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', UniqueValues => 1));
made('custom field of the queue', $field->AddToObject($queue));

sub person {
    my ($name, $is_privileged, @rights) = @_;
    my $user = RT::User->new(RT->SystemUser);
    made($name, $user->Create(Name => $name, EmailAddress => "$name\@example.test", Privileged => $is_privileged));
    made("$name: $_", $user->PrincipalObj->GrantRight(Object => $queue, Right => $_)) for @rights;
    my $token = RT::AuthToken->new(RT->SystemUser);
    my ($ok, $message, $text) = $token->Create(Owner => $user->Id, Description => 'test');
    made("token of $name", $ok, $message);
    return { user => $name, token => $text };
}

my @rights = qw(SeeQueue ShowTicket ShowTicketComments CreateTicket CommentOnTicket ModifyTicket SeeCustomField ModifyCustomField);
my %access = (
    queue     => $queue_name,
    ours      => person('perennial', 1, @rights),
    colleague => person('colleague', 1, @rights, qw(OwnTicket TakeTicket ReplyToTicket DeleteTicket)),
    customer  => person('customer', 0, qw(ReplyToTicket)),
);

open my $file, '>', $ARGV[0] or die "$ARGV[0]: $!\n";
print {$file} JSON::encode_json(\%access);
close $file;
