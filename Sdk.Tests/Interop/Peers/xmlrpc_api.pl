# A client of the API by Perl's RPC::XML: URL.
use strict;
use warnings;
use RPC::XML;
use RPC::XML::Client;

$RPC::XML::ALLOW_NIL = 1;
my $client = RPC::XML::Client->new($ARGV[0]);
my $failed = 0;

sub check {
    my ($name, $got, $want) = @_;
    my $same = defined $got && $got eq $want;
    print $same ? "ok   $name\n" : "FAIL $name: " . ($got // 'nothing') . "\n";
    $failed++ unless $same;
}

sub ask {
    my $answer = $client->send_request(@_);
    die "no answer: $answer" unless ref $answer;
    return $answer;
}

check('named', ask('Calc.subtract', RPC::XML::struct->new({ minuend => RPC::XML::int->new(42), subtrahend => RPC::XML::int->new(23) }))->value->{value}, 19);
check('positional', ask('Calc.subtract', RPC::XML::i8->new(1099511627776), RPC::XML::int->new(1))->value->{value}, 1099511627775);
check('text', ask('Calc.repeat', RPC::XML::struct->new({ length => RPC::XML::int->new(3) }))->value->{text}, 'aaa');
my $fault = ask('Calc.refuse', RPC::XML::struct->new({ why => RPC::XML::string->new('<no> & no') }));
check('refused', $fault->is_fault ? $fault->code : undef, 5001);
check('refusal', $fault->is_fault ? $fault->string : undef, 'It was refused: <no> & no.');
check('methods', scalar(grep { $_ eq 'Calc.ping' } @{ ask('system.listMethods')->value }), 1);
exit $failed;
