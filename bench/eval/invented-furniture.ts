/**
 * Lines that pages put between paragraphs and that the few pages of the benchmark hardly show: invented, in the general
 * vocabulary of the web. Training sets them into the articles, so that the classifier knows them by their words.
 */
const SITES = [
  'The Harbour Post',
  'Northvale News',
  'Daily Lantern',
  'Metro Courier',
  'the Tribune',
  'The Weekly',
];

const GROUPS: Readonly<Record<string, string>> = {
  registration: `
To continue reading, create a free account or sign in
Already have an account? Log in
Already registered? Sign in to continue reading this article
Register for free to read this article and get access to {n} articles a month
You have read your last free article this month
You have {n} free articles remaining this month
This article is for subscribers only. Subscribe now to keep reading.
Subscribe to {site} for unlimited access to every story, on every device
Get unlimited digital access for just {money} a month. Cancel any time.
Try one month for {money}. New customers only. Cancel anytime during your trial.
Enter your email address
Please enter a valid email address
Your password must contain at least {n} characters
Password must be at least {n} characters long and include a number and a capital letter
First name must be between 2 and {n} characters
Please choose a display name of no more than {n} characters
You must be {n} or over to register
Confirm your date of birth
An email has been sent to your inbox. Please click the link to confirm your address.
Check your inbox for a link to activate your account
By registering you agree to our terms and conditions and acknowledge our privacy notice
By creating an account, you agree to the Terms of Service and confirm that you have read our Privacy Policy
By clicking Create account you confirm that your data have been entered correctly and that you agree to our terms of use
This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply
Forgot your password? Request a new one here.
Thank you for registering. You can now comment on articles and save stories for later.
Something went wrong. Please try again later.
Sorry, we could not process your request
Stay signed in on this device
Continue with Google
Want to bookmark your favourite articles and stories to read later? Start your subscription today.
Join the conversation by creating a free account with {site}`,
  newsletter: `
Sign up for our free weekly newsletter
Sign up to our daily briefing and get the stories that matter straight to your inbox
Get the best of {site} delivered to your inbox every morning
Get our free newsletter with the top stories of the day
I would like to be emailed about offers, events and updates from {site}. Read our privacy notice
I want to receive news and special offers from {site} and its partners by email
Stay up to date with notifications from {site}
Thanks for signing up! You will receive the next edition on Friday.
You can unsubscribe at any time by clicking the link at the bottom of any of our emails
Our weekly newsletter explains what is really going on. More than {n} readers get it.
Subscribe to our channel for breaking news alerts
Get breaking news alerts on your phone. Download our app for iOS and Android.
For more news like this, sign up to our politics newsletter
Never miss a story: follow {site} on WhatsApp
Message us on WhatsApp or send a picture to our newsdesk
Do you have a story for us? Email our newsdesk or call {n}`,
  support: `
If you liked this story, please share it with a friend
Enjoyed this article? Consider making a donation to {site}
Support independent journalism. Become a member from {money} a month.
Since you are here, we have a small favour to ask. Our journalism is free for everybody because readers pay for it.
Help us keep our reporting free for everyone. Every contribution, big or small, makes a difference.
We are a non-profit newsroom. Our work depends on readers like you.
Your gift will be doubled if you give before midnight
This story was made possible by the support of our readers
Republish our articles for free, online or in print, under a Creative Commons licence
We believe in the free flow of information
Got a news tip? Contact our reporters securely
Listen to this article
Play audio of this article, {n} minutes
Your browser does not support the audio element
Please enable JavaScript to view the comments
To use the full function of this site it is necessary to enable JavaScript in your browser`,
  consent: `
We use cookies and other technologies to improve your experience, measure traffic and show personalised advertisements
We and our {n} partners store and access information on a device, such as cookies, and process personal data
This website uses cookies. By continuing to use it you accept our cookie policy.
You can change your choices at any time by clicking on Manage preferences at the bottom of the page
Accept all cookies
Reject all
This content is provided by a third party, which may be using cookies. To see it, you must give your consent.
This content is not available due to your privacy preferences
To view this content, please enable targeting cookies
Skip to content
Skip to main content
Skip to navigation
Accessibility help`,
  related: `
Read more: What we know about the crash so far
READ ALSO: Five things to know before the vote
Related: The farmers who want the river back
More on this story
More from this author
More stories like this
Recommended for you
Most read in business
Most viewed today
You may also be interested in
Editor's picks
Trending now
From the archive: the summer the factory closed
Watch: Drone footage shows the damage to the bridge
Explained: How the new pension rules will work
In pictures: the carnival returns
Live: latest from the finance committee
Next article
Previous story
Promoted stories
Content continues below
Story continues below advertisement
Article continues after this advert
Advertisement
ADVERTISEMENT
Sponsored content
Paid for by our partner
Scroll down for more`,
  sharing: `
Share this article
Share on Facebook
Share with your friends
Copy link
Link copied to clipboard
Save for later
Print this page
Email this story to a friend
Comments ({n})
{n} comments
View comments
Show all {n} comments
Be the first to comment
Comments are closed
Please log in to leave a comment
Comments are moderated and will only be made public if they follow our rules
The views expressed in comments are those of readers and not of {site}
Follow {site} on Facebook, X and Instagram
Follow our reporter on X
Like us on Facebook to see more of our stories`,
  about: `
About us
Contact us
Terms and conditions
Privacy policy
Advertise with us
Modern slavery statement
Editorial code and complaints
Report an error or suggest a correction
We welcome corrections. Write to the editor with the link to the article.
{site} is an independent newspaper founded in {year} and owned by its readers
Registered office: {n} Market Street. Registered in England and Wales.
Any reproduction of this material without written permission is prohibited
This material may not be published, broadcast, rewritten or redistributed without permission
© {year} {site}. All rights reserved.
{site} is a member of the press council and follows its code of practice
Prices correct at the time of publication. We may earn a commission from links on this page.
Market data are delayed by at least {n} minutes
Powered by our weather partner
Latest jobs near you
Book now for our summer of talks
Shop our edit of the best garden furniture
Buy tickets for the {site} festival of ideas
Today's paper: read the digital edition
Puzzles, crosswords and horoscopes`,
};

const LINES = Object.values(GROUPS).flatMap((group) => group.trim().split('\n'));

/** One of the lines, its blanks filled. */
export function inventedLine(random: () => number): string {
  const upTo = (n: number): number => Math.floor(random() * n);
  const line = LINES[upTo(LINES.length)] ?? '';
  return line
    .replaceAll('{site}', SITES[upTo(SITES.length)] ?? '')
    .replaceAll('{n}', String(2 + upTo(60)))
    .replaceAll('{money}', `${'£$€'[upTo(3)] ?? '£'}${1 + upTo(12)}`)
    .replaceAll('{year}', String(1900 + upTo(125)));
}
